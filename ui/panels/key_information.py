"""Key information beside its questions."""

from PySide6.QtWidgets import QWidget

from fsworkbook.services.families import FamilyPage
from ui.app import App


class KeyInformationPanel(QWidget):
    """People."""

    def __init__(self, app: App) -> None:
        super().__init__()

    def show_family(self, page: FamilyPage) -> None:
        """Show."""
