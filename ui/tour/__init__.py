"""The tour: the demonstration played through the real widgets, step by step, and told in pictures and `tour.json`.

It loads FS-0001 up to 2025-12-02 09:00 and performs supervision 3 by hand (domain.md 12.5): clicks and keys on the real
window, no way past the interface. It is the demonstration without a screen, and the source of the README's pictures.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(words: Sequence[str]) -> int:
    """`--out FOLDER`: where pictures, documents, the workbook and tour.json go. The exit code: 0 when all went well."""
    if len(words) != 2 or words[0] != "--out":
        print("Say where the pictures go: fsworkbook tour --out FOLDER")
        return 2
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from ui.tour.story import tell

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert application is not None
    return tell(Path(words[1]).resolve(), print)
