"""The widgets screens are made of. They take values, emit past-tense signals, and know no service and no storage.

    from ui.widgets.buttons import PrimaryButton

layout          vbox(*parts, margins=, spacing=), hbox(...), grid(*rows, grow_column=), STRETCH, grow(part), at(part, flag),
                in_widget(layout), sized(widget, width=, height=, min_width=, max_width=, min_height=): design px throughout
labels          heading1, heading2, heading3, body, strong, second, caption, group, alert, reading (each text -> Label);
                Label(text, type_role, colour_role, weight, wrap, lead): set_words(text, lead), set_colour(role)
buttons         PrimaryButton, PlainButton, QuietButton (text, icon=None, small=False): `clicked`; IconButton(icon, name)
choice_row      SegmentedChoice([(key, words)], subject), ChoiceRow: value(), set_value(key), `chosen(key)`
chips           Chip(text, kind "plain|accent|alert", icon, bare), ConfidentialMark(who)
ratings         RatingChip(code, compact), RatingMemory([(code, date words)]), RatingPicker(subject): `chosen(code)`
stages          StageChip(code, lapse, framed), StagePicker(subject): value(), set_value(code), `chosen(code)`
card            Card(title, second, button, button_icon): add(part), add_row(row), clear(), `acted`; CardRow(title,
                second_line, *parts, lead=); PanelFrame(layout, own); Frame(layout, fill, edge, radius); Rule(); slot(w, width)
notice          NoticeBar(kind "blue|plum|neutral", icon, text, lead, button): set_notice(text, lead), `acted`
save_light      SaveLight(shared): show_saving(), show_saved("14:02"), show_failed(words), show_kept, show_waiting
progress        Progress(done, parts, words, meter_first): set_progress(...)
readiness       ReadinessSquare(letters, state "in|late|draft|not_started", words)
empty_state     EmptyState(icon, truth, to_do, button): `acted`
avatar, glyph   Avatar(name, here); Glyph(icon, size, role)
tabs            TabRow([(key, words)], subject): value(), set_value(key), `chosen(key)`
fields          LabelledField(label, field, help_text): value, set_value, `edited`, show_error(text), clear_error, set_label;
                LineField, DateField(today), TimeField, ChoiceField([(key, words)], clearable=), ChoicesField, YesNoField(unknown=),
                RulerField(low, high) -> RulerAnswer, StatusField(choices, today) -> DatedStatus, PassphraseField: `entered`,
                CheckBox(text). Every field: value(), set_value(v), `edited`, set_wrong(bool)
sharing_picker  SharingPicker(person_word, default, least_class, options, ask, subject): value(), `chosen(SharingClass)`, reason
text_editor     RichTextEditor(subject, default, placeholder, person_word, framed, lines): value() -> RichText, set_value, `edited`,
                set_default(...), class_at_cursor(), set_class_of_current(class, protects, kept_from), `cursor_class_changed`;
                RichTextView(text, name, mark_words={class: who}, keyboard=False): set_text(text, mark_words)
dialogs         Dialogs().confirm / choose / reason / tell / save_path / open_path / folder; WorkbookDialog to build on;
                prepared_answers.PreparedAnswers(*answers) for tests
scroll          VerticalScroll(page), FlowLayout(*parts, spacing=), RowsView(name, ItemRows()) for lists as item views
focus_ring      install_focus_rings(app), once at the start
speech          announce(widget, text, at_once): say it to a screen reader
"""
