"""The one style sheet: shape only (edges, corners, padding, least heights); colours are named as palette roles.

Buttons, combo boxes, check boxes, chips, cards and everything else with a colour of its own paint themselves
(`ui/widgets`) and are left out here: a `min-height` in a sheet beats a widget's own (ui.md 6.5).
"""

from collections.abc import Callable

_SHEET = """
QLineEdit {{
    border: 1px solid transparent; background: transparent; padding: 0 {s3}px; min-height: {field}px;
    color: palette(text); placeholder-text-color: palette(placeholder-text);
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text);
}}
QTextEdit, QPlainTextEdit {{
    border: 0; background: transparent;
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text);
}}
QScrollArea {{ border: 0; background: transparent; }}
QToolTip {{
    border: 1px solid palette(dark); background: palette(base); color: palette(text);
    padding: {s3}px {s4}px;
}}
QMenu {{ border: 1px solid palette(dark); background: palette(base); padding: {s2}px; }}
QMenu::item {{ padding: {s3}px {s8}px {s3}px {s5}px; min-height: {s6}px; border-radius: {r4}px; color: palette(text); }}
QMenu::icon {{ left: {s4}px; }}
QMenu::item:selected {{ background: palette(shadow); color: palette(text); }}
QMenu::item:disabled {{ color: palette(placeholder-text); background: transparent; }}
QMenu::separator {{ height: 1px; background: palette(midlight); margin: {s2}px {s4}px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView {{
    border: 1px solid palette(dark); background: palette(base); padding: {s2}px; outline: 0;
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text);
}}
QAbstractItemView {{
    border: 0; background: palette(base); alternate-background-color: palette(alternate-base); outline: 0;
    selection-background-color: palette(shadow); selection-color: palette(text); gridline-color: palette(midlight);
}}
QHeaderView {{ background: palette(base); border: 0; }}
QHeaderView::section {{
    background: palette(base); color: palette(link-visited); border: 0; border-bottom: 1px solid palette(midlight);
    padding: {s3}px {s4}px;
}}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 0; }}
QScrollBar::handle {{ background: palette(dark); border-radius: {bar_corner}px; margin: {s1}px; }}
QScrollBar::handle:vertical {{ min-height: {s9}px; }}
QScrollBar::handle:horizontal {{ min-width: {s9}px; }}
QScrollBar::handle:hover {{ background: palette(link-visited); }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QCalendarWidget QWidget {{ alternate-background-color: palette(base); }}
QCalendarWidget #qt_calendar_navigationbar {{ background: palette(base); }}
QCalendarWidget QToolButton {{
    color: palette(text); background: transparent; border: 0; border-radius: {r4}px;
    padding: {s2}px {s4}px; min-height: {s6}px; min-width: {s6}px;
}}
QCalendarWidget QToolButton:hover, QCalendarWidget QToolButton:focus {{ background: palette(shadow); }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QSpinBox {{ min-height: {s8}px; min-width: {s10}px; }}
QCalendarWidget QAbstractItemView {{
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text);
}}
QCheckBox, QRadioButton {{ min-height: {target}px; min-width: {target}px; spacing: {s4}px; }}
QSplitter::handle {{ background: palette(midlight); }}
"""

_SIZES = {"s1": 2, "s2": 4, "s3": 6, "s4": 8, "s5": 12, "s6": 16, "s8": 24, "s9": 32, "s10": 60, "r4": 4}


def sheet_of(px: Callable[[float], int]) -> str:
    """The style sheet at a text size; it names no colour, so it serves every theme."""
    sizes = {name: px(size) for name, size in _SIZES.items()}
    return _SHEET.format(**sizes, field=px(30), bar=px(11), bar_corner=px(11) // 2 - px(2), target=px(24))
