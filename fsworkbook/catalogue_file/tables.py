"""Reads one TOML table word by word and notes every mistake with its file and key, so that all are told at once."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

from fsworkbook.domain.errors import WorkbookError

Choice = TypeVar("Choice", bound=StrEnum)


class CatalogueFault(WorkbookError):
    """The catalogue cannot be used. `faults` names every mistake in plain words, by file and key."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("The catalogue has mistakes:\n" + "\n".join(self.faults))


class Table:
    """One table of a file. Each word is asked for by name and kind; `close` tells of words that nobody asked for."""

    def __init__(self, file: str, key: str, words: object, faults: list[str]) -> None:
        self.file = file
        self.key = key
        self._faults = faults
        self._asked: set[str] = set()
        self._words: dict[str, Any] = words if isinstance(words, dict) else {}
        if not isinstance(words, dict):
            self.fault("is not a table")

    def fault(self, what: str) -> None:
        """Notes one mistake of this table."""
        self._faults.append(f"{self.file}: {self.key}: {what}")

    def named(self, word: str) -> str:
        """The word that names this table; the table goes by it from here on."""
        name = self.text(word)
        if name:
            self.key = name
        return name

    def text(self, word: str, default: str | None = None) -> str:
        """A text; without a default it must be there and hold something."""
        value = self._take(word, str, default)
        if default is None and value is not None and not value.strip():
            self.fault(f"{word} is empty")
        return (value or "").strip()

    def number(self, word: str, default: int | None = None, *, required: bool = False) -> int | None:
        """A whole number, or the default."""
        value = self._take(word, int, None if required else default, required=required)
        return default if value is None else int(value)

    def has(self, word: str) -> bool:
        """Whether the word is there."""
        return word in self._words

    def flag(self, word: str, default: bool = False) -> bool:
        """True or false."""
        return bool(self._take(word, bool, default))

    def choice(self, word: str, kind: type[Choice], default: Choice | None = None) -> Choice | None:
        """One member of a closed list; None, with a fault, where it is none of them."""
        value = self._take(word, str, default)
        if value is None:
            return default
        try:
            return kind(value)
        except ValueError:
            self.fault(f'{word} "{value}" is not one of {", ".join(kind)}')
            return default

    def texts(self, word: str, allowed: Iterable[str] | None = None, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts, each from a closed list where one is given, none twice."""
        value = self._take(word, list, None if required else [], required=required) or []
        known = None if allowed is None else set(allowed)
        for item in value:
            if not isinstance(item, str):
                self.fault(f"{word}: {item!r} is not a text")
            elif known is not None and item not in known:
                self.fault(f'{word} names "{item}", which is unknown')
        strings = [item for item in value if isinstance(item, str)]
        for item in sorted({item for item in strings if strings.count(item) > 1}):
            self.fault(f'{word} names "{item}" twice')
        return tuple(strings)

    def numbers(self, word: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        value = self._take(word, list, []) or []
        for item in value:
            if not isinstance(item, int):
                self.fault(f"{word}: {item!r} is not a number")
        return tuple(item for item in value if isinstance(item, int))

    def table(self, word: str) -> "Table":
        """A table inside this one; empty where there is none."""
        return Table(self.file, f"{self.key}.{word}", self._take(word, dict, {}) or {}, self._faults)

    def tables(self, word: str) -> tuple["Table", ...]:
        """The tables of a list of tables, numbered until they are `named`."""
        value = self._take(word, list, []) or []
        return tuple(
            Table(self.file, f"{word} {position}", item, self._faults) for position, item in enumerate(value, start=1)
        )

    def lists(self) -> dict[str, list[Any]]:
        """Every word of this table, each of which must be a list."""
        return {word: self._take(word, list, []) or [] for word in self._words}

    def all_texts(self) -> dict[str, str]:
        """Every word of this table, each of which must be a text."""
        return {word: self.text(word) for word in self._words}

    def close(self) -> None:
        """Tells of each word that this version does not know."""
        for word in self._words.keys() - self._asked:
            self.fault(f'"{word}" is unknown here')

    def _take(self, word: str, kind: type, default: Any, *, required: bool = False) -> Any:
        self._asked.add(word)
        if word not in self._words:
            if default is None and (required or kind is str):
                self.fault(f"{word} is missing")
            return default
        value = self._words[word]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fault(f"{word} is {value!r}, not {_KINDS[kind]}")
            return default
        return value


_KINDS = {str: "a text", int: "a whole number", bool: "true or false", list: "a list", dict: "a table"}


def told_twice(names: Iterable[str]) -> tuple[str, ...]:
    """The names that occur more than once, each once, in order."""
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for name in names:
        if name in seen:
            twice[name] = None
        seen.add(name)
    return tuple(twice)
