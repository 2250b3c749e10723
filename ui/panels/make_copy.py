"""A Word copy of the minutes of one finalised supervision, for one member of staff: in the session's screen and in the
Documents tab. It is not there for who may make none."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import NotAllowed
from fsworkbook.domain.people import Staff
from fsworkbook.services.export_minutes import minutes_recipients
from fsworkbook.services.exporting import Exported, MinutesRequest
from ui.app import App
from ui.panels.copy_making import CopyMadePanel, CopyMakingPanel
from ui.panels.family_words import who
from ui.widgets.card import PanelFrame
from ui.widgets.fields import ChoiceField, LabelledField
from ui.widgets.labels import second, strong
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, sized, vbox

if TYPE_CHECKING:
    from fsworkbook.context import Context

OWN = "Your own copy of the minutes, as you may read them."
CHOOSE = "Each copy holds what its reader may read."


class MakeCopyPanel(QWidget):
    """`show_session(session_id, number)`; hidden until it is known for whom a copy can be made. `made(Exported)`;
    `opened()`: it is there now."""

    made = Signal(object)
    opened = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._session_id = ""
        self.title = strong("Word copy of the minutes", wrap=True)
        self.words = second(OWN)
        self.readers = ChoiceField()
        self.who = LabelledField("Who the minutes are for", self.readers)
        self.making = CopyMakingPanel(app)
        self.making.act.setText("Make a Word copy")
        self.result = CopyMadePanel()
        sized(self.who, max_width=420)
        self._choice = in_widget(hbox(grow(self.who), STRETCH))
        parts = vbox(self.title, self.words, self._choice, self.making, self.result, margins=(15, 11), spacing=10)
        self.setLayout(vbox(PanelFrame(parts, own=True)))
        self.setAccessibleName("Word copy of the minutes")
        self.hide()

        self.making.asked.connect(self._make)
        self.making.made.connect(self._show_made)
        self.who.edited.connect(self.result.hide)

    def show_session(self, session_id: str, number: int = 0) -> None:
        """The minutes of this supervision; what was made of it stays said."""
        if session_id != self._session_id:
            self._session_id = session_id
            self.result.hide()
            self.making.let_go()
        self.title.setText(f"Word copy of the minutes of supervision {number}" if number else self.title.text())
        show = partial(self._show_readers, session_id)
        self._app.run(self, partial(_readers, session_id), show, slow=True)

    def give_focus(self) -> None:
        """The keyboard to the first thing to decide."""
        (self.making.act if self._choice.isHidden() else self.readers).setFocus()

    def _show_readers(self, session_id: str, readers: tuple[Staff, ...]) -> None:
        if session_id != self._session_id:
            return
        me = self._app.ctx.user.id
        choices = sorted(readers, key=lambda staff: (staff.id != me, staff.name))
        self.readers.set_choices([(staff.id, _label(self._app, staff)) for staff in choices])
        if self.readers.value() is None and choices:
            self.readers.set_value(choices[0].id)
        self._choice.setVisible(len(choices) > 1)
        self.words.setText(CHOOSE if len(choices) > 1 else OWN)
        self.setVisible(bool(choices))
        self.opened.emit()

    def _make(self) -> None:
        self.result.hide()
        self.making.make(MinutesRequest(self._session_id, str(self.who.value())))

    def _show_made(self, exported: Exported) -> None:
        self.result.show_made(exported)
        self.made.emit(exported)


def _label(app: App, staff: Staff) -> str:
    return f"You, {staff.name}" if staff.id == app.ctx.user.id else who(app.ctx.catalogue, staff)


def _readers(session_id: str, ctx: "Context") -> tuple[Staff, ...]:
    """For whom this person makes copies; nobody where they may not."""
    try:
        return minutes_recipients(ctx, session_id)
    except NotAllowed:
        return ()
