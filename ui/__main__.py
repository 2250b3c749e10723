"""The console script `fsworkbook`: no arguments open the window; `demo`, `tour --out FOLDER`, `admin …`."""

import sys
from collections.abc import Sequence
from typing import Any

USAGE = """fsworkbook                    opens the window
fsworkbook demo               opens it with a made-up team and family
fsworkbook tour --out FOLDER  walks through the program by itself and keeps a picture of each screen
fsworkbook admin …            for whoever looks after the files; `fsworkbook admin --help` says more"""


def main(words: Sequence[str] | None = None) -> int:
    """The exit code of what `words` ask for; by default the words of the command line."""
    words = sys.argv[1:] if words is None else words
    match list(words):
        case []:
            return open_window()
        case ["demo"]:
            return open_window("demonstration")
        case ["tour", *options]:
            return _tour(options)
        case ["admin", *_]:
            from fsworkbook.cli import app

            return int(app(args=list(words), standalone_mode=False) or 0)
    print(USAGE)
    return 0 if words[0] in ("help", "-h", "--help") else 2


def open_window(place: str = "", **what: Any) -> int:
    """Open the window at a place and stay until it is closed; without one, where the last visit suggests."""
    from PySide6.QtWidgets import QApplication

    from ui.main_window import started

    qt = QApplication.instance() or QApplication(sys.argv[:1])
    window = started(place, what)
    window.show()
    return qt.exec()


def _tour(options: Sequence[str]) -> int:
    from ui.tour import main as tour

    return tour(options)


if __name__ == "__main__":
    sys.exit(main())
