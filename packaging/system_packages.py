"""What pip cannot bring: on Linux the system's libraries under Qt, and for tests LibreOffice to look at Word files.

On Debian and Ubuntu as root they are installed; otherwise the person reads the one line that installs them.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from shell import Stop, capture, say

# The library that the loader misses -> the Debian package that holds it.
PACKAGE_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
QT_FILES = ("lib/libQt6Widgets.so.6", "lib/libQt6Svg.so.6", "plugins/platforms/libqoffscreen.so")
SCREEN_FILES = {"DISPLAY": "plugins/platforms/libqxcb.so", "WAYLAND_DISPLAY": "plugins/platforms/libqwayland.so"}


def ensure_qt(python: Path, on_a_screen: bool = False) -> None:
    """Qt can be loaded on this computer afterwards, for a real screen or for none."""
    if not sys.platform.startswith("linux") or shutil.which("ldd") is None:
        return
    screen_files = [file for variable, file in SCREEN_FILES.items() if on_a_screen and os.environ.get(variable)]
    missing = _missing_libraries(python, (*QT_FILES, *screen_files))
    if not missing:
        return
    if missing - PACKAGE_OF.keys() or not _is_debian():
        raise Stop(f"Qt needs libraries that this computer lacks. Please install: {', '.join(sorted(missing))}.")
    install({PACKAGE_OF[library] for library in missing}, "Qt needs some of the system's libraries.")


def ensure_document_tools() -> None:
    """LibreOffice and poppler, with which tests turn a Word file into pictures. Without them those tests skip."""
    if shutil.which("soffice") and shutil.which("pdftoppm"):
        return
    wanted = ["libreoffice-writer-nogui", "poppler-utils"]
    if not (_is_debian() and _is_root()):
        say("LibreOffice or pdftoppm is not installed: the tests that look at Word files as pages will skip.")
        return
    try:
        install(wanted, "Tests look at Word files through LibreOffice.")
    except Stop as stop:
        say(f"{stop}\nThe tests that need LibreOffice will skip.")


def install(packages: Iterable[str], reason: str) -> None:
    """Install Debian packages as root; otherwise stop with the reason and the line to run."""
    names = sorted(packages)
    line = f"apt-get install -y --no-install-recommends {' '.join(names)}"
    if not _is_debian():
        raise Stop(f"{reason} Please install what this system calls: {', '.join(names)}.")
    if not _is_root():
        raise Stop(f"{reason} Please run this line, then try again:\n  sudo {line}")
    say(f"{reason} Installing {', '.join(names)}.")
    waiting = ["-o", "DPkg::Lock::Timeout=300"]  # another apt-get may be at work
    capture(["apt-get", "update", *waiting])
    code, output = capture([*line.split(), *waiting], DEBIAN_FRONTEND="noninteractive")
    if code:
        problem = next((text for text in output.splitlines() if text.startswith("E:")), "apt-get failed")
        raise Stop(f"{reason} They could not be installed ({problem}). Please run this line, then try again:\n  {line}")


def _missing_libraries(python: Path, files: Iterable[str]) -> set[str]:
    code, folder = capture([python, "-c", "from importlib.util import find_spec; print(find_spec('PySide6').origin)"])
    if code:
        raise Stop("PySide6 is not installed in .venv. Delete the folder .venv and try again.")
    qt = Path(folder.strip()).parent / "Qt"
    _, output = capture(["ldd", *(qt / file for file in files)])
    return set(re.findall(r"^\s*(\S+) => not found", output, re.MULTILINE))


def _is_debian() -> bool:
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
