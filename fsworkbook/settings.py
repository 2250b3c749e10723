"""Settings of this program on this computer: environment, then the user's file, then defaults, as one frozen value.

Nothing of a family stands here: recent files are paths, and no setting takes a name.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import platformdirs

HOME = "FSWORKBOOK_HOME"
"""The environment variable that moves settings and data to one folder: a stick, a test."""

FILE = "settings.json"
RECENT = 8
THEMES = ("system", "light", "dark", "high-contrast")
FONTS = ("Inter", "Atkinson Hyperlegible Next")
TEXT_SIZES = (100, 125, 150, 200)


@dataclass(frozen=True, slots=True)
class Settings:
    """What somebody chose here. `text_size` is a percentage; `data_folder` where new workbooks are offered a place;
    `copies_folder` where the last Word copy went."""

    theme: str = "system"
    text_size: int = 100
    font: str = "Inter"
    recent_files: tuple[str, ...] = ()
    data_folder: str = field(default_factory=lambda: str(_data_folder()))
    copies_folder: str = ""

    def save(self, environment: Mapping[str, str] = os.environ) -> None:
        """Write them for the next start, in one step; what only the environment says is not written."""
        said = _from_environment(environment)
        before = {name: item for name, item in _checked(_from_file()).items() if name in said}
        said["data_folder"] = str(_data_folder())
        chosen = {name: item for name, item in asdict(self).items() if said.get(name) != item}
        folder = _settings_folder()
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"{FILE}.new"
        fresh.write_text(json.dumps(before | chosen, ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(folder / FILE)

    def opened(self, path: Path) -> "Settings":
        """With this file at the top of the recent ones."""
        place = str(path.absolute())
        return replace(self, recent_files=(place, *(item for item in self.recent_files if item != place))[:RECENT])

    def forgotten(self, path: Path) -> "Settings":
        """Without this file among the recent ones."""
        return replace(self, recent_files=tuple(item for item in self.recent_files if item != str(path.absolute())))


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings now. A file that cannot be read, and a value that is no choice of ours, count as not there."""
    return Settings(**_checked(_from_file()) | _from_environment(environment))


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    return _checked({name: environment.get(f"FSWORKBOOK_{name.upper()}") for name in ("theme", "font", "text_size")})


def _from_file() -> dict[str, Any]:
    try:
        value = json.loads((_settings_folder() / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _checked(value: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are choices of ours."""
    size = str(value.get("text_size", ""))
    recent = value.get("recent_files")
    found: dict[str, Any] = {
        "theme": value.get("theme") if value.get("theme") in THEMES else None,
        "font": value.get("font") if value.get("font") in FONTS else None,
        "text_size": int(size) if size.isdigit() and int(size) in TEXT_SIZES else None,
        "recent_files": tuple(item for item in recent if isinstance(item, str)) if isinstance(recent, list) else None,
        "data_folder": value.get("data_folder") if isinstance(value.get("data_folder"), str) else None,
        "copies_folder": value.get("copies_folder") if isinstance(value.get("copies_folder"), str) else None,
    }
    return {name: item for name, item in found.items() if item is not None}


def _settings_folder() -> Path:
    home = os.environ.get(HOME)
    return Path(home) if home else Path(platformdirs.user_config_dir("FS Workbook", appauthor=False))


def _data_folder() -> Path:
    home = os.environ.get(HOME)
    return Path(home) if home else Path(platformdirs.user_documents_dir()) / "FS Workbook"
