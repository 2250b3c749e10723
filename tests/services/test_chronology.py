"""A significant event stands once, as its last version says it (domain.md 2.3 ki.chronology)."""

from datetime import date

from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content, EntryKey
from fsworkbook.services import entries, sections
from fsworkbook.services.chronology import chronology
from tests.small_family import SmallFamily

OPEN = SharingClass.SHAREABLE


def note(
    small: SmallFamily, key: EntryKey, words: str, *, significant: bool = True, sharing_class: SharingClass = OPEN
) -> None:
    content = Content.of(RichText.from_plain(words, sharing_class))
    kept = {"occurred_on": date(2025, 8, 30), "contribution_kind": "VISIT", "significant": significant}
    entries.save_draft(small.as_["SW"], key, content, **kept)
    entries.finalise(small.as_["SW"], key)


def events(small: SmallFamily, who: str) -> list[str]:
    return [event.words for event in chronology(small.as_[who], small.family.id)]


def notes(small: SmallFamily, who: str) -> list[str]:
    page = sections.section_page(small.as_[who], small.family.id, "m1")
    return [version.content.body.plain for version in page.contributions]


def test_a_corrected_note_is_one_event_and_one_note(small: SmallFamily) -> None:
    key = entries.new_contribution_key(small.as_["SW"], small.family.id, "m1")
    note(small, key, "Police called at 3")
    note(small, key, "Police called at 5")
    assert events(small, "DP") == notes(small, "DP") == ["Police called at 5"]
    note(small, key, "Nobody called the police", significant=False)
    assert events(small, "DP") == []
    assert notes(small, "DP") == ["Nobody called the police"]


def test_who_may_not_read_the_correction_is_not_given_what_it_corrects(small: SmallFamily) -> None:
    key = entries.new_contribution_key(small.as_["SW"], small.family.id, "m1")
    note(small, key, "Police called at 3")
    note(small, key, "She called them herself", sharing_class=SharingClass.VICTIM_CONFIDENTIAL)
    assert (events(small, "DV"), notes(small, "DV")) == (["She called them herself"], ["She called them herself"])
    assert (events(small, "DP"), notes(small, "DP")) == ([], [])
