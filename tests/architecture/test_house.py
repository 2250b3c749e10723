"""The tree keeps the rules of the house, and each rule sees a planted breach."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architecture import rules

Rule = Callable[[Path], Iterator[str]]

# rule -> the file to plant and what to put into it; words the house refuses are put together here
BREACHES = {
    "sizes": ("ui/long.py", "def long():\n" + "    x = 1\n" * 41),
    "names": ("fsworkbook/vague.py", "class EntryManager:\n    pass\n"),
    "no_waiting_in_tests": ("tests/test_slow.py", "import time\n\ntime.sleep(1)\n"),
    "no_widget_owned_by_its_part": ("ui/search.py", "boxes = page.findChildren(CheckBox)\n"),
    "no_loose_ends": ("ui/later.py", "# TO" + "DO: later\n"),
    "no_places": ("packaging/here.txt", "/ho" + "me/someone/fonts\n"),
    "packages_say_what_for": ("fsworkbook/silent/__init__.py", ""),
    "assets_have_licences": ("resources/pictures/flower.svg", "<svg/>\n"),
}


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_tree_keeps(rule: Rule) -> None:
    assert list(rule(rules.ROOT)) == []


@pytest.mark.parametrize("rule", BREACHES)
def test_a_breach_is_seen(rule: str, tmp_path: Path) -> None:
    name, text = BREACHES[rule]
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    assert len(list(getattr(rules, rule)(tmp_path))) == 1


def test_an_exception_that_is_not_needed_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unneeded = {"files": {"ui/short.py": {"lines": 400, "why": "it was long once"}}, "functions": {}}
    monkeypatch.setattr(rules, "EXCEPTIONS", unneeded)
    assert len(list(rules.exceptions_are_needed(tmp_path))) == 1
