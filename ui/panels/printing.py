"""Printing one page of words, where this computer can print."""

import importlib.util
from html import escape

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QWidget


def can_print() -> bool:
    """Whether Qt's printing is part of this installation."""
    return importlib.util.find_spec("PySide6.QtPrintSupport") is not None


def print_page(parent: QWidget, title: str, paragraphs: list[str]) -> bool:
    """Ask for a printer and print; False when it was left. Nothing is written to a file by itself."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    document = QTextDocument()
    document.setHtml(f"<h2>{escape(title)}</h2>" + "".join(f"<p>{escape(text)}</p>" for text in paragraphs))
    document.print_(printer)
    return True
