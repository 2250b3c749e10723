"""The widgets screens are made of. They take values, emit past-tense signals, and know no service and no storage.

    from ui.widgets.buttons import PrimaryButton

layout          vbox(*parts, margins=, spacing=), hbox(...), grid(*rows, grow_column=), STRETCH, grow(part),
                at(part, flag), in_widget(layout), sized(widget, width=, height=, min_width=, max_width=, min_height=)
labels          heading1, heading2, heading3, body, strong, second, caption, group, alert, reading: text -> Label;
                Label(text, type_role, colour_role, weight, wrap, lead): set_words(text, lead), set_colour(role)
buttons         PrimaryButton, PlainButton, QuietButton (text, icon, small): `clicked`; IconButton(icon, name)
choice_row      SegmentedChoice([(key, words)], subject), ChoiceRow: value(), set_value(key), `chosen(key)`
tabs            TabRow([(key, words)], subject), the same with a line under the open one
chips           Chip(text, kind "plain|accent|alert", icon, bare), ConfidentialMark(who)
ratings         RatingChip(code, compact), RatingMemory([(code, date words)]), RatingPicker(subject): `chosen(code)`
stages          StageChip(code, lapse, framed), StagePicker(subject): value(), set_value(code), `chosen(code)`
card            Card(title, second, button, button_icon): add(part), add_row(row), clear(), `acted`;
                CardRow(title, second_line, *parts, lead=), PanelFrame(layout, own), Frame(layout, fill, edge, radius),
                Rule(), slot(widget, width), empty(layout)
notice          NoticeBar(kind "blue|plum|neutral", icon, text, lead, button): set_notice(text, lead), `acted`
save_light      SaveLight(shared): show_saving(), show_saved("14:02"), show_failed(words), show_kept, show_waiting
progress        Progress(done, parts, words, meter_first): set_progress(...)
readiness       ReadinessSquare(letters, state "in|late|draft|not_started", words)
empty_state     EmptyState(icon, truth, to_do, button): `acted`
avatar, glyph   Avatar(name, here); Glyph(icon, size, role)
fields          LabelledField(label, field, help_text): value, set_value, `edited`, show_error(text), clear_error,
                set_label; every field has value(), set_value(v), `edited`, set_wrong(bool):
                LineField(placeholder), DateField(today), TimeField(), ChoiceField([(key, words)], clearable=),
                ChoicesField([(key, words)]), YesNoField(unknown=), CheckBox(text), PassphraseField(): `entered`,
                RulerField(low, high) of RulerAnswer, StatusField(choices, today) of DatedStatus
sharing_picker  SharingPicker(person_word, default, least_class, options, ask, subject): value(), reason,
                `chosen(SharingClass)`; sharing_words: sharing_words(class, person_word), is_wider(new, old)
text_editor     RichTextEditor(subject, default, placeholder, person_word, framed, lines): value(), set_value(RichText),
                set_default(...), class_at_cursor(), set_class_of_current(class, protects, kept_from), `edited`,
                `cursor_class_changed(SharingClass)`;
                RichTextView(text, name, mark_words={class: who}, keyboard): set_text(text, mark_words)
dialogs         Dialogs().confirm / choose / reason / tell / save_path / open_path / folder; WorkbookDialog to build on;
                prepared_answers: PreparedAnswers(*answers) for tests
scroll          VerticalScroll(page), FlowLayout(*parts, spacing=), RowsView(name, ItemRows()): lists as item views
focus_ring      install_focus_rings(app), once at the start
speech          announce(widget, text, at_once): say it to a screen reader
"""
