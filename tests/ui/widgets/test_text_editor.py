"""The editor: what goes in comes out, by keyboard, through undo, joining and pasting, and never more loosely read."""

import random

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fsworkbook.domain.richtext import Basis, Paragraph, ParagraphKind, RichText, Run
from fsworkbook.domain.sharing import CONFIDENTIAL_CLASSES, SharingClass, is_wider
from tests.ui.widgets.conftest import settle
from ui.theme import theme
from ui.widgets.layout import vbox
from ui.widgets.text_document import ROOM_FOR_MARK
from ui.widgets.text_editor import RichTextEditor

Key, Share, Move = Qt.Key, SharingClass, QTextCursor.MoveOperation
CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
SAFE = Paragraph(
    "safe", (Run("She has a bag."),), sharing_class=Share.VICTIM_CONFIDENTIAL, protects=("k",), kept_from=("d",)
)
CHILD = Paragraph("child", (Run("Mia told Leila."),), sharing_class=Share.CHILD_CONFIDENTIAL)
OPEN = Paragraph("open", (Run("Rang 999."),), sharing_class=Share.SHAREABLE, about=("k",), basis=Basis.FACT)
TEAM = Paragraph("team", (Run("Fear returned."),))


def editor_with(shown, *paragraphs: Paragraph, default: SharingClass = Share.PROFESSIONALS_ONLY) -> RichTextEditor:
    editor = shown(RichTextEditor("Recovery panel", default))
    editor.set_value(RichText(paragraphs))
    editor.area.setFocus()
    return editor


def put_cursor(editor: RichTextEditor, position: int, end: int | None = None) -> None:
    cursor = editor.area.textCursor()
    cursor.setPosition(position)
    if end is not None:
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.area.setTextCursor(cursor)


def whole(editor: RichTextEditor) -> None:
    editor.area.selectAll()


def plain(editor: RichTextEditor) -> list[str]:
    return [paragraph.plain for paragraph in editor.value()]


def html(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setHtml(text)
    return mime


def test_what_goes_in_comes_out(shown) -> None:
    text = RichText(
        (
            Paragraph(
                "a", (Run("plain "), Run("bold", bold=True), Run(" and "), Run("both", italic=True, underline=True))
            ),
            Paragraph("b", (Run("“I’ve got to before January.”"),), ParagraphKind.QUOTE),
            Paragraph("c", (Run("one"),), ParagraphKind.BULLET),
            Paragraph("d", (Run("1"),), ParagraphKind.NUMBER, Share.OWN_COPY),
            Paragraph("e", (Run("emoji 🙂 after"), Run(" bold", bold=True))),
            Paragraph("f", (Run("two\nlines"),)),
            SAFE,
            OPEN,
        )
    )
    editor = editor_with(shown)
    editor.set_value(text)
    assert editor.value() == text


def test_nothing_is_nothing(shown) -> None:
    editor = editor_with(shown)
    assert editor.value() == RichText()
    editor.set_value(None)
    assert not editor.value()


def test_setting_tells_nobody_and_cannot_be_undone(qtbot: QtBot, shown) -> None:
    editor = editor_with(shown)
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_value(RichText((TEAM,)))
    editor.area.undo()
    assert plain(editor) == ["Fear returned."]


def test_typing_tells(qtbot: QtBot, shown) -> None:
    editor = editor_with(shown)
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor.area, "Two")
    assert plain(editor) == ["Two"]


@pytest.mark.parametrize(("key", "style"), [(Key.Key_B, "bold"), (Key.Key_I, "italic"), (Key.Key_U, "underline")])
def test_styles_by_key(qtbot: QtBot, shown, key: Qt.Key, style: str) -> None:
    editor = editor_with(shown, TEAM)
    whole(editor)
    qtbot.keyClick(editor.area, key, CONTROL)
    assert getattr(editor.value().paragraphs[0].runs[0], style)
    assert editor.toolbar.buttons[style].isChecked()
    qtbot.keyClick(editor.area, key, CONTROL)
    assert editor.value().paragraphs[0].runs == TEAM.runs


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (Key.Key_8, ParagraphKind.BULLET),
        (Key.Key_Asterisk, ParagraphKind.BULLET),
        (Key.Key_7, ParagraphKind.NUMBER),
        (Key.Key_Ampersand, ParagraphKind.NUMBER),
        (Key.Key_Q, ParagraphKind.QUOTE),
    ],
)
def test_kinds_by_key(qtbot: QtBot, shown, key: Qt.Key, kind: ParagraphKind) -> None:
    editor = editor_with(shown, TEAM, OPEN)
    whole(editor)
    qtbot.keyClick(editor.area, key, CONTROL_SHIFT)
    assert [paragraph.kind for paragraph in editor.value()] == [kind, kind]
    assert [paragraph.id for paragraph in editor.value()] == ["team", "open"]
    qtbot.keyClick(editor.area, key, CONTROL_SHIFT)
    assert editor.value() == RichText((TEAM, OPEN))


def test_enter_on_an_empty_bullet_ends_the_list(qtbot: QtBot, shown) -> None:
    editor = editor_with(shown, Paragraph("a", (Run("one"),), ParagraphKind.BULLET))
    editor.area.moveCursor(Move.End)
    qtbot.keyClick(editor.area, Key.Key_Return)
    qtbot.keyClick(editor.area, Key.Key_Return)
    qtbot.keyClicks(editor.area, "after")
    assert [paragraph.kind for paragraph in editor.value()] == [ParagraphKind.BULLET, ParagraphKind.TEXT]


def test_backspace_takes_the_bullet_before_it_joins(qtbot: QtBot, shown) -> None:
    editor = editor_with(shown, TEAM, Paragraph("b", (Run("one"),), ParagraphKind.BULLET))
    put_cursor(editor, len("Fear returned.") + 1)
    qtbot.keyClick(editor.area, Key.Key_Backspace)
    assert [paragraph.kind for paragraph in editor.value()] == [ParagraphKind.TEXT] * 2
    qtbot.keyClick(editor.area, Key.Key_Backspace)
    assert plain(editor) == ["Fear returned.one"]


def test_tab_leaves(qtbot: QtBot, shown) -> None:
    editor, after = RichTextEditor("Panel"), QLineEdit()
    page = QWidget()
    page.setLayout(vbox(editor, after))
    shown(page)
    editor.area.setFocus()
    settle()
    qtbot.keyClick(editor.area, Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert not editor.value()


def test_the_toolbar_comes_with_the_keyboard_and_goes(qtbot: QtBot, shown) -> None:
    editor, after = RichTextEditor("Panel"), QLineEdit()
    page = QWidget()
    page.setLayout(vbox(editor, after))
    shown(page)
    after.setFocus()
    qtbot.waitUntil(lambda: not editor.toolbar.isVisible())
    editor.area.setFocus()
    assert editor.toolbar.isVisible()
    qtbot.mouseClick(editor.toolbar.buttons["bold"], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(editor.area, "strong")
    assert editor.value().paragraphs[0].runs == (Run("strong", bold=True),)
    after.setFocus()
    qtbot.waitUntil(lambda: not editor.toolbar.isVisible())


def test_a_split_paragraph_inherits_all_but_the_id(qtbot: QtBot, shown) -> None:
    editor = editor_with(shown, OPEN)
    put_cursor(editor, 4)
    qtbot.keyClick(editor.area, Key.Key_Return)
    first, after = editor.value()
    assert (first.id, first.plain, after.plain) == ("open", "Rang", " 999.")
    assert after.id != "open"
    assert (after.sharing_class, after.about, after.basis) == (OPEN.sharing_class, OPEN.about, OPEN.basis)


def test_enter_before_a_paragraph_leaves_it_its_id(qtbot: QtBot, shown) -> None:
    editor = editor_with(shown, OPEN)
    put_cursor(editor, 0)
    qtbot.keyClick(editor.area, Key.Key_Return)
    put_cursor(editor, 0)
    qtbot.keyClicks(editor.area, "Before")
    assert [(paragraph.plain, paragraph.id == "open") for paragraph in editor.value()] == [
        ("Before", False),
        ("Rang 999.", True),
    ]


def test_joining_takes_the_stricter_class(qtbot: QtBot, shown) -> None:
    editor = editor_with(shown, OPEN, SAFE)
    put_cursor(editor, len("Rang 999.") + 1)
    qtbot.keyClick(editor.area, Key.Key_Backspace)
    (joined,) = editor.value()
    assert joined.plain == "Rang 999.She has a bag."
    assert (joined.sharing_class, joined.protects, joined.kept_from) == (Share.VICTIM_CONFIDENTIAL, ("k",), ("d",))
    editor.area.undo()
    assert editor.value() == RichText((OPEN, SAFE)), "one step brings both back as they were"
    editor.area.redo()
    assert editor.value() == RichText((joined,))


def test_two_confidential_classes_never_share_a_paragraph(qtbot: QtBot, shown) -> None:
    editor = editor_with(shown, CHILD, SAFE)
    put_cursor(editor, 4, len("Mia told Leila.") + 5)
    qtbot.keyClick(editor.area, Key.Key_Delete)
    assert [(p.plain, p.sharing_class) for p in editor.value()] == [
        ("Mia ", Share.CHILD_CONFIDENTIAL),
        ("has a bag.", Share.VICTIM_CONFIDENTIAL),
    ]


def test_deleting_all_of_a_paragraph_leaves_the_other_as_it_is(qtbot: QtBot, shown) -> None:
    editor = editor_with(shown, SAFE, OPEN)
    put_cursor(editor, 0, len("She has a bag.") + 1)
    qtbot.keyClick(editor.area, Key.Key_Delete)
    assert editor.value() == RichText((OPEN,))


def test_class_of_the_current_paragraph(qtbot: QtBot, shown) -> None:
    editor = editor_with(shown, TEAM, OPEN)
    put_cursor(editor, 2)
    assert editor.class_at_cursor() == Share.PROFESSIONALS_ONLY
    with qtbot.waitSignals([editor.cursor_class_changed, editor.edited]):
        editor.set_class_of_current(Share.VICTIM_CONFIDENTIAL, ("k",), ("d",))
    first, second = editor.value()
    assert (first.sharing_class, first.protects, first.kept_from) == (Share.VICTIM_CONFIDENTIAL, ("k",), ("d",))
    assert second == OPEN
    with qtbot.waitSignal(editor.cursor_class_changed) as told:
        editor.area.moveCursor(Move.End)
    assert told.args == [Share.SHAREABLE]
    editor.area.undo()
    assert editor.value() == RichText((TEAM, OPEN))


def test_a_new_default_holds_for_an_empty_text_and_leaves_others(shown) -> None:
    editor = editor_with(shown)
    editor.set_default(Share.VICTIM_CONFIDENTIAL, ("k",), ("d",), ("k",), "his")
    editor.area.insertPlainText("She rang.")
    (written,) = editor.value()
    assert (written.sharing_class, written.protects, written.about) == (Share.VICTIM_CONFIDENTIAL, ("k",), ("k",))
    editor.set_value(RichText((OPEN,)))
    editor.set_default(Share.PROFESSIONALS_ONLY)
    assert editor.value() == RichText((OPEN,))


def test_pasting_keeps_what_may_stay(shown) -> None:
    editor = editor_with(shown, TEAM)
    editor.area.moveCursor(Move.End)
    editor.paste(html("<p> And <b>so</b></p><ul><li>one</li><li>two</li></ul>"))
    assert plain(editor) == ["Fear returned.And so", "one", "two"]
    assert [paragraph.kind for paragraph in editor.value()][1:] == [ParagraphKind.BULLET] * 2
    assert editor.value().paragraphs[0].runs[-1] == Run("so", bold=True)
    assert editor.value().paragraphs[0].id == "team"


def test_pasting_is_never_looser_than_the_default(shown) -> None:
    editor = editor_with(shown, OPEN, default=Share.VICTIM_CONFIDENTIAL)
    editor.area.moveCursor(Move.End)
    editor.paste(html("<p>a</p><p>b</p>"))
    assert {paragraph.sharing_class for paragraph in editor.value()} == {Share.VICTIM_CONFIDENTIAL}


def test_pasting_into_a_confidential_paragraph_stays_in_its_class(shown) -> None:
    editor = editor_with(shown, SAFE)
    put_cursor(editor, 4)
    editor.paste(html("<p>a</p><p>b</p>"))
    assert plain(editor) == ["She a", "bhas a bag."]
    assert {(p.sharing_class, p.kept_from) for p in editor.value()} == {(Share.VICTIM_CONFIDENTIAL, ("d",))}


def test_a_copy_is_read_by_no_more_people_than_the_original(qtbot: QtBot, shown) -> None:
    source = editor_with(shown, SAFE)
    whole(source)
    qtbot.keyClick(source.area, Key.Key_C, CONTROL)
    target = editor_with(shown, TEAM, CHILD)
    put_cursor(target, 4)
    qtbot.keyClick(target.area, Key.Key_V, CONTROL)
    assert [(p.plain, p.sharing_class) for p in target.value()] == [
        ("Fear", Share.PROFESSIONALS_ONLY),
        ("She has a bag.", Share.VICTIM_CONFIDENTIAL),
        (" returned.", Share.PROFESSIONALS_ONLY),
        ("Mia told Leila.", Share.CHILD_CONFIDENTIAL),
    ]
    assert QGuiApplication.clipboard().text() == "She has a bag."


def test_pasting_over_a_selection_is_one_step(qtbot: QtBot, shown) -> None:
    editor = editor_with(shown, TEAM, OPEN)
    put_cursor(editor, 5, len("Fear returned.") + 5)
    editor.paste(html("<p>x</p>"))
    assert plain(editor) == ["Fear x 999."]
    editor.area.undo()
    assert editor.value() == RichText((TEAM, OPEN))


def test_it_grows_with_its_words(qtbot: QtBot, shown) -> None:
    editor = RichTextEditor("Panel", lines=1)
    page = QWidget()
    page.setLayout(vbox(editor, QLineEdit()))
    shown(page)
    before = editor.area.height()
    for _ in range(8):
        qtbot.keyClick(editor.area, Key.Key_Return)
        qtbot.keyClicks(editor.area, "more")
    settle()
    assert editor.area.height() > before * 4
    assert editor.area.height() >= editor.area.heightForWidth(editor.area.width())
    assert not editor.area.verticalScrollBar().maximum()


def test_text_size_keeps_words_ids_and_place(shown) -> None:
    editor = editor_with(shown, TEAM, SAFE)
    put_cursor(editor, 20)
    theme().set_text_size(2.0)
    settle()
    assert editor.value() == RichText((TEAM, SAFE))
    assert editor.area.textCursor().position() == 20


KEYS = [
    Key.Key_Return,
    Key.Key_Backspace,
    Key.Key_Delete,
    Key.Key_Left,
    Key.Key_Right,
    Key.Key_Home,
    Key.Key_End,
    Key.Key_Up,
]


def act_at_random(editor: RichTextEditor, qtbot: QtBot, dice: random.Random) -> None:
    area, size = editor.area, editor.area.document().characterCount()
    act = dice.randrange(12)
    if act <= 3:
        qtbot.keyClick(area, dice.choice(KEYS))
    elif act == 4:
        qtbot.keyClick(area, dice.choice([Key.Key_Backspace, Key.Key_Delete]), CONTROL)
    elif act == 5:
        put_cursor(editor, dice.randrange(size), dice.randrange(size))
        qtbot.keyClick(area, dice.choice([Key.Key_Delete, Key.Key_Return, Key.Key_X]))
    elif act == 6:
        put_cursor(editor, dice.randrange(size))
    elif act == 7:
        area.undo()
    elif act == 8:
        area.redo()
    elif act == 9:
        editor.paste(html(dice.choice(["<p>p</p>", "<p>p</p><ol><li>q</ol>", "<b>b</b>"])))
    elif act == 10:
        put_cursor(editor, dice.randrange(size), dice.randrange(size))
        qtbot.keyClick(area, dice.choice([Key.Key_X, Key.Key_C, Key.Key_V]), CONTROL)
    else:
        editor.do(dice.choice(["bold", "QUOTE", "BULLET"]))


@pytest.mark.parametrize("seed", range(25))
def test_whatever_is_done_ids_stay_unique_and_nothing_is_read_more_widely(qtbot: QtBot, shown, seed: int) -> None:
    """Each paragraph holds words of its own alphabet, so that after any edit one can tell whose words are where."""
    dice = random.Random(seed)
    whose = {"S": SAFE, "M": CHILD, "R": OPEN, "F": TEAM}
    start = [
        Paragraph(
            p.id,
            (Run(letter * 6 + " " + letter * 5),),
            sharing_class=p.sharing_class,
            protects=p.protects,
            kept_from=p.kept_from,
        )
        for letter, p in whose.items()
    ]
    editor = editor_with(shown, *dice.sample(start, 4))
    for _ in range(60):
        act_at_random(editor, qtbot, dice)
        now = editor.value()
        ids = [paragraph.id for paragraph in now]
        assert len(ids) == len(set(ids))
        assert all(ids)
        shown_words = [line for line in editor.area.toPlainText().split("\n") if line.strip()]
        assert [paragraph.plain for paragraph in now] == shown_words
        for paragraph in now:
            for letter in set(paragraph.plain) & set(whose):
                first = whose[letter].sharing_class
                if first in CONFIDENTIAL_CLASSES:
                    assert paragraph.sharing_class == first, f"{letter} is read as {paragraph.sharing_class}"
                    assert paragraph.kept_from == whose[letter].kept_from
                else:
                    assert not is_wider(paragraph.sharing_class, first)


def test_who_may_read_the_first_paragraph_has_room_above_it(shown) -> None:
    editor = editor_with(shown, SAFE, TEAM)

    def above() -> float:
        document = editor.area.document()
        return document.documentLayout().blockBoundingRect(document.begin()).top()

    assert above() >= ROOM_FOR_MARK
    editor.set_value(RichText((TEAM,)))
    assert above() < ROOM_FOR_MARK
    editor.set_class_of_current(Share.VICTIM_CONFIDENTIAL, ("k",))
    assert above() >= ROOM_FOR_MARK
    editor.area.undo()
    assert above() < ROOM_FOR_MARK
    editor.set_value(RichText((SAFE,)))
    theme().set_text_size(2.0)
    assert above() >= 2 * ROOM_FOR_MARK
