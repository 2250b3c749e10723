"""Settings: environment, then file, then defaults; broken files and unknown values are no error."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fsworkbook import settings
from fsworkbook.settings import RECENT, Settings, load


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of this test alone."""
    monkeypatch.setenv(settings.HOME, str(tmp_path))
    return tmp_path


def test_defaults_then_file_then_environment(home: Path) -> None:
    assert load({}) == Settings(data_folder=str(home))
    Settings(theme="dark", text_size=150, font="Atkinson Hyperlegible Next").save()
    assert load({}).theme == "dark"
    assert load({"FSWORKBOOK_THEME": "high-contrast", "FSWORKBOOK_TEXT_SIZE": "200"}) == Settings(
        theme="high-contrast", text_size=200, font="Atkinson Hyperlegible Next", data_folder=str(home)
    )
    assert [path.name for path in home.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content", ["", "not JSON", "[]", '{"theme": "pink", "text_size": "huge", "font": 3, "recent_files": "x"}']
)
def test_what_cannot_be_understood_counts_as_not_there(home: Path, content: str) -> None:
    (home / "settings.json").write_text(content, encoding="utf-8")
    assert load({}) == Settings(data_folder=str(home))


def test_recent_files_are_paths_the_last_first_and_few(home: Path) -> None:
    value = Settings()
    for number in range(RECENT + 3):
        value = value.opened(home / f"{number}.fsw")
    value = value.opened(home / "5.fsw")
    assert len(value.recent_files) == RECENT
    assert value.recent_files[0] == str(home / "5.fsw")
    assert str(home / "5.fsw") not in value.forgotten(home / "5.fsw").recent_files
    value.save()
    assert load({}).recent_files == value.recent_files
    written = json.loads((home / "settings.json").read_text(encoding="utf-8"))
    assert set(written) == set(Settings.__dataclass_fields__) - {"data_folder"}  # the variable says that


def test_what_only_the_environment_says_is_not_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Settings(theme="light", data_folder=str(home / "mine")).save()
    monkeypatch.setenv("FSWORKBOOK_THEME", "dark")
    monkeypatch.setenv("FSWORKBOOK_TEXT_SIZE", "200")
    now = load()
    assert (now.theme, now.text_size) == ("dark", 200)
    now.opened(home / "a.fsw").save()
    assert load({}) == Settings(
        theme="light", data_folder=str(home / "mine"), recent_files=(str((home / "a.fsw").absolute()),)
    )
    replace(now, theme="high-contrast").save()  # chosen meanwhile, whatever the environment says
    assert load({}).theme == "high-contrast"


def test_a_data_folder_that_is_chosen_back_is_the_default_again(home: Path) -> None:
    Settings(data_folder=str(home / "mine")).save()
    Settings().save()
    assert load({}).data_folder == str(home)


def test_without_the_variable_the_systems_own_folders_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(settings.HOME)
    assert "FS Workbook" in load({}).data_folder
