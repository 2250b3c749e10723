"""What the demonstration's acts do: one small function for each word after `do`, a call of the service of that name.

Every function takes the scene (who acts, in which family) and the rest of the act's table. `finalise` with words saves
them as the person's draft first, as typing does; `add` keeps the words of the last version before them, `again` gives
those words another class. Supervisions: `demonstration_sessions`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fsworkbook.domain.people import Person, PersonKind
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import BODY, NOT_ASKED, Content, EntryKey, EntryKind, Json
from fsworkbook.services import (
    administration,
    chronology,
    contacts,
    entries,
    families,
    family_people,
    involving,
)
from fsworkbook.services.classes import asked_of
from fsworkbook.services.definitions import definition
from fsworkbook.services.demonstration_names import Scene
from fsworkbook.services.demonstration_sessions import SESSION_ACTS
from fsworkbook.services.demonstration_texts import rich_text

What = Mapping[str, Any]
Play = Callable[[Scene, What], object]

RULER_REASONS = ("why_not_lower", "one_higher")
WAITING = "PROPOSED"


def deactivate(scene: Scene, what: What) -> None:
    """Somebody leaves."""
    administration.deactivate(scene.ctx, scene.staff(what["staff"]), what["on"])


def create_family(scene: Scene, what: What) -> None:
    """A new family, with its key worker."""
    team = next(team for team in administration.teams(scene.ctx) if team.name == what["team"])
    families.create_family(
        scene.ctx, what["family"], what["name"], team.id, what["allocated_on"], scene.staff(what["key_worker"])
    )


def add_person(scene: Scene, what: What) -> None:
    """Somebody of the family; an unborn baby has no name yet."""
    kind = PersonKind(what["kind"])
    person = Person(
        id="",
        family_id="",
        given_name="" if kind is PersonKind.UNBORN else what["person"],
        family_name=what.get("family_name", ""),
        kind=kind,
        born_on=what.get("born_on"),
        expected_on=what.get("expected_on"),
        sex=what.get("sex", "UNKNOWN"),
        in_household=what.get("in_household", True),
    )
    family_people.add_person(scene.ctx, scene.family, person)


def record_birth(scene: Scene, what: What) -> None:
    """The same baby is born."""
    family_people.record_birth(
        scene.ctx, scene.person(what["person"]), what["born_on"], what["person"], what["family_name"], what["sex"]
    )


def add_relationship(scene: Scene, what: What) -> None:
    """How people belong together; `responsible` is the basis of parental responsibility."""
    for row in what["rows"]:
        basis = row.get("responsible")
        family_people.add_relationship(
            scene.ctx,
            scene.family,
            scene.person(row["person"]),
            scene.person(row["of"]),
            row["is"],
            parental_responsibility=basis is not None,
            pr_basis=basis,
        )


def end_relationship(scene: Scene, what: What) -> None:
    """It ended on that day."""
    wanted = scene.person(what["person"]), what["is"], scene.person(what["of"])
    found = family_people.relationships(scene.ctx, scene.family)
    ended = next(item.id for item in found if (item.person_id, item.kind, item.other_id) == wanted)
    family_people.end_relationship(scene.ctx, ended, what["on"])


def involve(scene: Scene, what: What) -> None:
    """A worker is asked to join, or joins at once."""
    involving.involve(
        scene.ctx,
        scene.family,
        scene.staff(what["staff"]),
        what["role"],
        targets=scene.people(what.get("targets")),
        offered_to=scene.people(what.get("offered_to")),
        status=what.get("status", "ACTIVE"),
        question=what.get("question", ""),
    )


def answer_involvement(scene: Scene, what: What) -> None:
    """The worker who was asked answers."""
    involving.answer_involvement(scene.ctx, _involvement(scene, scene.by), what["accept"], what.get("reason", ""))


def end_involvement(scene: Scene, what: What) -> None:
    """The work ends."""
    involving.end_involvement(scene.ctx, _involvement(scene, what["staff"]), what["on"])


def grant_by_name(scene: Scene, what: What) -> None:
    """A reader is added by name."""
    protects = scene.person(what["protects"])
    involving.grant_by_name(scene.ctx, scene.family, scene.staff(what["staff"]), protects, what["reason"])


def add_place(scene: Scene, what: What) -> None:
    """A household or setting under its plain label."""
    contacts.add_place(scene.ctx, scene.family, what["kind"], what["place"], scene.people(what["members"]))


def protect_place(scene: Scene, what: What) -> None:
    """A place that is kept from somebody."""
    protects, kept_from = scene.person(what["protects"]), scene.people(what["kept_from"])
    contacts.protect_place(scene.ctx, scene.place(what["place"]), protects, kept_from, what["reason"])


def add_contact_point(scene: Scene, what: What) -> None:
    """How to reach a person or a place. A confidential one protects whom its author works with."""
    of_place = "place" in what
    sharing_class = SharingClass(what["class"]) if "class" in what else None
    contacts.add_contact_point(
        scene.ctx,
        scene.family,
        "PLACE" if of_place else "PERSON",
        scene.place(what["place"]) if of_place else scene.person(what["person"]),
        what["kind"],
        what["value"],
        what.get("safe_to_use", ""),
        sharing_class,
    )


def add_event(scene: Scene, what: What) -> None:
    """Significant events."""
    for row in what["rows"]:
        text = rich_text(row["text"], SharingClass.SHAREABLE, scene.people(row.get("about")))
        chronology.add_event(scene.ctx, scene.family, row["on"], row["kind"], text)


def save_draft(scene: Scene, what: What) -> None:
    """Words that stay a draft."""
    _save(scene, _key(scene, what), what, what.get("class"))


def finalise(scene: Scene, what: What) -> None:
    """An answer, a panel, a note or a summary, typed and finalised."""
    key = _key(scene, what)
    _save(scene, key, what, what.get("class"))
    draft = entries.draft(scene.ctx, key)
    harm = what.get("who_could_be_harmed", "")
    answers = {asked_of(paragraph.id): harm for paragraph in (draft.content.body if draft and harm else ())}
    entries.finalise(scene.ctx, key, reason=what.get("reason", ""), answers=answers)


def finalise_section(scene: Scene, what: What) -> None:
    """Several answers of a section, typed and then finalised in one act. `keys` are questions with the same answer."""
    for answer in what["answer"]:
        for field in answer.get("keys", [answer.get("key")]):
            key = EntryKey(scene.family, EntryKind.ANSWER, field, scene.people(answer.get("of")))
            _save(scene, key, answer, answer.get("class", what.get("class")))
    entries.finalise_section(scene.ctx, scene.family, what["section"])


def _involvement(scene: Scene, ref: str) -> str:
    """The involvement of one of the staff that waits for an answer, or else goes on."""
    mine = [item for item in scene.involvements() if item.staff_id == scene.staff(ref) and item.to_on is None]
    return next((item.id for item in mine if item.status == WAITING), mine[-1].id)


def _key(scene: Scene, what: What) -> EntryKey:
    family_id, me = scene.family, scene.ctx.user.id
    if "answer" in what:
        return EntryKey(family_id, EntryKind.ANSWER, what["answer"], scene.people(what.get("of")))
    if "panel" in what:
        key = f"{what['panel']}.panel.{scene.ctx.user.discipline}"
        return EntryKey(family_id, EntryKind.PANEL, key, author_id=me)
    if "contribution" in what:
        return entries.new_contribution_key(scene.ctx, family_id, what["contribution"])
    return EntryKey(family_id, EntryKind.SUMMARY, "summary", author_id=me, owner=scene.session(what["summary"]).id)


def _save(scene: Scene, key: EntryKey, what: What, named_class: str | None) -> None:
    default = definition(scene.ctx.catalogue, key, scene.ctx.user.discipline, what.get("kind", "")).default_class
    sharing_class = SharingClass(named_class) if named_class else default
    about = scene.people(what.get("about"))
    texts = {
        slot: rich_text(text, _class_of_slot(scene, slot, sharing_class), about, scene.person)
        for slot, text in _texts(what).items()
    }
    if what.get("add") or what.get("again"):
        before = entries.versions(scene.ctx, key)[0].content.body
        kept = _reclassed(before, sharing_class) if what.get("again") else before
        texts[BODY] = RichText((*kept, *texts.get(BODY, RichText())))
    entries.save_draft(
        scene.ctx,
        key,
        Content(texts, _values(what), sharing_class),
        occurred_on=what.get("occurred_on"),
        contribution_kind=what.get("kind", ""),
        significant=what.get("significant", False),
    )


def _reclassed(text: RichText, sharing_class: SharingClass) -> RichText:
    """The same words with what was for professionals alone in another class."""
    return RichText(
        tuple(
            replace(paragraph, sharing_class=sharing_class)
            if paragraph.sharing_class is SharingClass.PROFESSIONALS_ONLY
            else paragraph
            for paragraph in text
        )
    )


def _texts(what: What) -> dict[str, str]:
    """The texts of an act by slot: one text, a ruler's reasons, "not asked, because", or the boxes of a summary."""
    found = {slot: what[slot] for slot in RULER_REASONS if slot in what} | dict(what.get("boxes", {}))
    if "text" in what:
        found[BODY] = what["text"]
    if "not_asked" in what:
        found[NOT_ASKED] = what["not_asked"]
    return found


def _values(what: What) -> dict[str, Json]:
    if "value" not in what:
        return {}
    value = what["value"]
    if "from" in what:
        return {BODY: {"code": value, "from": what["from"].isoformat()}}
    return {BODY: value.isoformat() if isinstance(value, date) else value}


def _class_of_slot(scene: Scene, slot: str, sharing_class: SharingClass) -> SharingClass:
    """A summary's box may have a class of its own."""
    for box in scene.ctx.catalogue.summary_boxes:
        if box.slot == slot and box.default_class:
            return box.default_class
    return sharing_class


ACTS: Mapping[str, Play] = {
    play.__name__: play
    for play in (
        deactivate,
        create_family,
        add_person,
        record_birth,
        add_relationship,
        end_relationship,
        involve,
        answer_involvement,
        end_involvement,
        grant_by_name,
        add_place,
        protect_place,
        add_contact_point,
        add_event,
        save_draft,
        finalise,
        finalise_section,
    )
} | SESSION_ACTS
"""What each `do` plays."""
