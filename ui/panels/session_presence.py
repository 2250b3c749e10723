"""How one person takes part: in the room, on the link, or not here, with what each of these asks (domain.md 3.7)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.supervision import PRESENT, AttendanceMode
from fsworkbook.domain.workbook import Json
from ui.panels.session_cells import Value
from ui.panels.session_parts import MIDDLE
from ui.panels.session_text import show_if
from ui.widgets.check_box import CheckBox
from ui.widgets.choice_row import SegmentedChoice
from ui.widgets.labels import Label, second
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, sized, vbox
from ui.widgets.line_field import LineField

AWAY = "AWAY"
ALONE = "Cannot be overheard, not recording, no note-taking assistant"
MODES = (
    (AttendanceMode.IN_ROOM.value, "In the room"),
    (AttendanceMode.REMOTE.value, "On the link"),
    (AWAY, "Not here"),
)
WHO = 196


class PresenceRow(QWidget):
    """`PresenceRow("Marta Silva", "DA practitioner", absent="ABSENT_SUMMARY")`. `value()` is the cell; `edited()`.

    `absent` is how somebody who is not here is written down, told apart by their summary.
    """

    edited = Signal()

    def __init__(self, name: str, title: str, absent: AttendanceMode, note: str = "") -> None:
        super().__init__()
        self.name = name
        self._absent = absent
        self.mode = SegmentedChoice(MODES, f"{name} takes part")
        self.alone = CheckBox(ALONE)
        self.alone.setAccessibleName(f"{name}: {ALONE}")
        self.guest = CheckBox("Guest")
        self.guest.setAccessibleName(f"{name} is a guest")
        self.reason = LineField("Why not?")
        self.reason.setAccessibleName(f"Why {name} is not here")
        self.note = second(note, wrap=False)
        show_if(self.note, bool(note))

        who = sized(in_widget(vbox(Label(name, "body", weight="medium"), second(title), STRETCH, spacing=1)), width=WHO)
        top = hbox(at(self.mode, MIDDLE), at(self.guest, MIDDLE), at(self.note, MIDDLE), STRETCH, spacing=12)
        self.setLayout(hbox(who, grow(vbox(top, self.alone, self.reason, spacing=5)), margins=(0, 7), spacing=8))

        for field in (self.mode, self.alone, self.guest, self.reason):
            field.edited.connect(self._tell)
        self._follow()

    def value(self) -> dict[str, Json]:
        """The cell: mode, guest, undisturbed, reason; empty while nothing is chosen."""
        mode = self.mode.value()
        if mode is None:
            return {}
        return {
            "mode": self._absent.value if mode == AWAY else str(mode),
            "guest": self.guest.value(),
            "undisturbed": self.alone.value() and mode == AttendanceMode.REMOTE.value,
            "reason": self.reason.value() if mode == AWAY else "",
        }

    def set_value(self, value: Value | None) -> None:
        """Show a cell; no signal."""
        value = value or {}
        mode = str(value.get("mode") or "")
        away = mode not in {here.value for here in PRESENT}
        if away and mode:
            self._absent = AttendanceMode(mode)
        self.mode.set_value((AWAY if away else mode) if mode else None)
        self.alone.set_value(bool(value.get("undisturbed")))
        self.guest.set_value(bool(value.get("guest")))
        if self.reason.value() != str(value.get("reason") or ""):
            self.reason.set_value(str(value.get("reason") or ""))
        self._follow()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of an error."""
        self.mode.set_wrong(wrong)

    def _tell(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        mode = self.mode.value()
        self.alone.setVisible(mode == AttendanceMode.REMOTE.value)
        self.reason.setVisible(mode == AWAY)
        self.guest.setVisible(self.guest.value())


def absent_mode(has_summary: bool, excused: bool = False) -> AttendanceMode:
    """How somebody who is not there is written down."""
    if has_summary:
        return AttendanceMode.ABSENT_SUMMARY
    return AttendanceMode.EXCUSED if excused else AttendanceMode.ABSENT_NO_SUMMARY
