"""Dialogs that answer by themselves: for tests, the tour and anything that runs without a person."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.widgets.dialogs import Dialogs


class PreparedAnswers(Dialogs):
    """`PreparedAnswers(True, "Josh asked", None)`: each question takes the next answer; `asked` keeps the titles.

    Raises AssertionError when a question comes that nobody prepared.
    """

    def __init__(self, *answers: Any) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    def confirm(self, parent: QWidget, title: str, sentences: Sequence[str], act: str, leave: str = "Not now") -> bool:
        return bool(self._next(title))

    def choose(
        self, parent: QWidget, title: str, sentences: Sequence[str], choices: Sequence[tuple[str, str]], safe: str
    ) -> str:
        answer = self._next(title)
        assert answer in dict(choices), f"{title} does not offer {answer}"
        return str(answer)

    def reason(
        self,
        parent: QWidget,
        title: str,
        sentences: Sequence[str],
        label: str,
        act: str,
        missing: str = "",
    ) -> str | None:
        answer = self._next(title)
        return None if answer is None else str(answer)

    def tell(self, parent: QWidget, title: str, sentences: Sequence[str]) -> None:
        self.asked.append(title)

    def save_path(self, parent: QWidget, title: str, suggestion: Path, kinds: str) -> Path | None:
        return self._path(title)

    def open_path(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        return self._path(title)

    def folder(self, parent: QWidget, title: str, folder: Path) -> Path | None:
        return self._path(title)

    def _path(self, title: str) -> Path | None:
        answer = self._next(title)
        return None if answer is None else Path(answer)

    def _next(self, title: str) -> Any:
        self.asked.append(title)
        assert self._answers, f"nobody prepared an answer to: {title}"
        return self._answers.pop(0)
