"""The place of the tabs with sections: module list at the left, the page, the drawer at the right or over it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from ui.app import App
from ui.panels.module_list import ModuleListPanel
from ui.panels.module_page import ModulePagePanel
from ui.panels.prompts_drawer import PromptsDrawerPanel
from ui.theme import px, tokens
from ui.widgets.layout import grow, hbox


class SectionPlace(QFrame):
    """`fit(effective)` shows what there is room for; `toggle_drawer()` opens or closes the prompts."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.list = ModuleListPanel()
        self.page = ModulePagePanel(app)
        self.drawer = PromptsDrawerPanel()
        self._has_room = True
        self._wanted = True
        self._row = hbox(self.list, grow(self.page), self.drawer, spacing=0)
        self.setLayout(self._row)
        self.drawer.closed.connect(self.close_drawer)

    @property
    def drawer_open(self) -> bool:
        """Whether the prompts are shown."""
        return not self.drawer.isHidden()

    def fit(self, effective: float) -> None:
        """From 1300 the drawer stays open beside the page; below it is closed and slides over it."""
        breakpoints = tokens().breakpoints
        has_room = effective >= breakpoints["drawer_from"]
        self.list.setVisible(effective >= breakpoints["medium"])
        self.page.fit(effective)
        if has_room != self._has_room:
            self._has_room = has_room
            if has_room:
                self._row.addWidget(self.drawer)
            else:
                self._row.removeWidget(self.drawer)
            self.drawer.setVisible(has_room and self._wanted)
        self._place_drawer()

    def toggle_drawer(self) -> None:
        """F9."""
        if self.drawer_open:
            self.close_drawer()
        else:
            self._wanted = True
            self.drawer.show()
            self._place_drawer()
            self.drawer.tabs.setFocus()

    def close_drawer(self) -> None:
        """Close the prompts; the page gets the room."""
        self._wanted = False
        self.drawer.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_drawer()

    def _place_drawer(self) -> None:
        if not self._has_room:
            width = min(px(tokens().layout["drawer"]), self.width())
            self.drawer.setGeometry(self.width() - width, 0, width, self.height())
            self.drawer.raise_()
