"""The catalogue that ships is whole, and the loader names every planted fault by file and key, all of them at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fsworkbook.catalogue_file import CatalogueFault, load
from fsworkbook.domain.catalogue import SHOWN_KINDS, AskedOf, FieldKind, Scope
from fsworkbook.domain.permissions import BEFORE, PERSONS, REACHES, VERBS
from fsworkbook.domain.sharing import SharingClass

SHIPPED = Path(__file__).parents[1] / "resources" / "catalogue"
CATALOGUE = load(SHIPPED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogue to plant mistakes in."""
    return shutil.copytree(SHIPPED, tmp_path / "catalogue")


def plant(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def append(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")


def faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(CatalogueFault) as caught:
        load(folder)
    return caught.value.faults


FAULTS: list[tuple[str, str, str, str]] = [  # file, what stands there, what is planted, what is said
    (
        "sections/m3.toml",
        'scope = "adult"',
        'scope = "aunt"',
        'm3.protecting: scope "aunt" is not one of family, adult',
    ),
    ("sections/m3.toml", 'scope = "adult"\n', "", "m3.protecting: scope is missing"),
    ("sections/m3.toml", 'required = "f"', 'required = "z"', 'm3.protecting: required "z" is not one of'),
    ("sections/m3.toml", 'title = "Protecting the children"\n', "", "m3.protecting: title is missing"),
    ("sections/m3.toml", 'title = "Protecting the children"', 'title = " "', "m3.protecting: title is empty"),
    ("sections/m3.toml", 'title = "Protecting the children"', "title = 7", "m3.protecting: title is 7, not a text"),
    ("sections/m3.toml", "heading = 6", "heading = true", "m3.protecting: heading is True, not a whole number"),
    ("sections/m3.toml", "heading = 6", "heading = 66", "m3.protecting: heading 66 is not in documents.toml"),
    ("sections/m3.toml", 'key = "m3.keeps_safe"', 'key = "m3.protecting"', "m3.protecting is given twice"),
    ("sections/m3.toml", 'key = "m3.keeps_safe"', 'key = "x.keeps_safe"', 'x.keeps_safe does not begin with "m3."'),
    ("sections/m3.toml", 'kind = "choices"', 'kind = "guess"', 'm3.behaviour_list: kind "guess" is not one of'),
    ("sections/m3.toml", 'options = "target_behaviour"\n', "", 'm3.behaviour_list: kind "choices" needs options'),
    ("sections/m3.toml", '"target_behaviour"', '"nowhere"', 'm3.behaviour_list: options names the list "nowhere"'),
    ("sections/m3.toml", 'kind = "balance"', 'kind = "balance"\noptions = "impact"', 'kind "balance" takes no options'),
    ("sections/m3.toml", 'asked_of = "person_harmed"', 'asked_of = "unborn"', 'asked_of "unborn" makes no sense'),
    (
        "sections/m3.toml",
        'default_class = "VICTIM_CONFIDENTIAL"\nleast_class',
        'default_class = "SHAREABLE"\nleast_class',
        'm3.keeps_safe: default_class "SHAREABLE" is wider than least_class "VICTIM_CONFIDENTIAL"',
    ),
    ("sections/m3.toml", 'least_class = "VICTIM', 'least_class = "VICTIMS', "m3.keeps_safe: least_class"),
    (
        "sections/m3.toml",
        'object = "module_core"',
        'object = "cake"',
        'm3.protecting: object "cake" is not in permissions',
    ),
    ("sections/m3.toml", 'why = "', 'because = "', 'm3.protecting: "because" is unknown here'),
    ("sections/m3.toml", '["RECOVERY_WORKER"]', '["BAKER"]', 'panel 5: disciplines names "BAKER", which is unknown'),
    ("sections/m3.toml", '["RECOVERY_WORKER"]', '["STUDENT"]', "STUDENT has no panel_title in disciplines.toml"),
    ("sections/m3.toml", '["RECOVERY_WORKER"]', '["PSYCHOLOGIST"]', "m3.panel.PSYCHOLOGIST is given twice"),
    ("sections/m3.toml", "number = 3\n", "number = 4\n", "module 4 is given twice"),
    ("sections/m3.toml", "number = 3\n", "", "m3: has panels but no number"),
    ("sections/m3.toml", "position = 5", "position = 4", "position 4 is given to more than one section"),
    ("sections/m3.toml", 'code = "m3"', 'code = "m3', "sections/m3.toml: is not TOML"),
    ("sections/m7.toml", "number = 7\n", "number = 9\n", "permissions.toml: module_core: module 7 has no section"),
    ("options.toml", '["RED", "Red", "High', '["AMBER", "Red", "High', "rag: AMBER is given twice"),
    ("options.toml", '["SEXUAL", "Sexual abuse"]', '["SEXUAL"]', "cp_category: ['SEXUAL'] is not [code, label]"),
    ("options.toml", '["SEXUAL", "Sexual abuse"]', '["SEXUAL", ""]', "has no code or no label"),
    ("options.toml", "caf_stage = [[", "change_stage = []\ncaf_stage = [[", "change_stage is made from stages.toml"),
    ("options.toml", "caf_stage = [[", "shoe_size = []\ncaf_stage = [[", "shoe_size is empty"),
    ("stages.toml", 'code = "RELAPSE"', 'code = "ACTION"', "stages.toml: ACTION is given twice"),
    ("stages.toml", "bars = 0", "", "RELAPSE: bars is missing"),
    ("summary.toml", 'slot = "progress"', 'slot = "changed"', "summary.toml: changed is given twice"),
    ("summary.toml", '"confidential_note"\ndefault', '"diary"\ndefault', 'confidential_note: object "diary" is not in'),
    (
        "summary.toml",
        'scope = "adult"\nasked_of',
        'scope = "child"\nasked_of',
        'keeps_safe: asked_of "person_harmed" makes',
    ),
    ("documents.toml", "number = 14", "number = 15", "assessment: numbers do not run from 1"),
    ("disciplines.toml", 'code = "SOCIAL_WORKER"', 'code = "WIZARD"', "WIZARD: is not in permissions.toml"),
    (
        "disciplines.toml",
        'code = "SOCIAL_WORKER"',
        'code = "WIZARD"',
        "SOCIAL_WORKER is in permissions.toml but not here",
    ),
    ("disciplines.toml", "adult_views = ", "weather = ", "summary_prompts names the box weather, which is unknown"),
    ("disciplines.toml", 'code = "TEAM_MANAGER"', 'code = "SOCIAL_WORKER"', "SOCIAL_WORKER is given twice"),
    ("permissions.toml", "version = 1", "version = 2", "version is not 1"),
    ("permissions.toml", "version = 1\n", "", "version is missing"),
    ("permissions.toml", '"metadata"]', '"metadata", "burn"]', 'verbs names "burn", which is unknown'),
    ("permissions.toml", 'chip = "TM"', 'chip = "SW"', 'chip "SW" is given to two disciplines'),
    ("permissions.toml", 'reach = ["own_team"]', 'reach = ["telepathy"]', 'TEAM_MANAGER: reach names "telepathy"'),
    ("permissions.toml", 'code = "people"', 'code = "family_shell"', 'object "family_shell" is given twice'),
    ("permissions.toml", 'object = "people"', 'object = "peoples"', '(peoples): object "peoples" is unknown'),
    ("permissions.toml", 'verbs = ["read", "write"]', 'verbs = ["read", "eat"]', 'verbs names "eat", which is unknown'),
    ("permissions.toml", 'persons = "protected"', 'persons = "penguins"', 'persons "penguins" is unknown'),
    ("permissions.toml", 'before = "RECORDED"', 'before = "LUNCH"', 'before "LUNCH" is unknown'),
    ("permissions.toml", "\nown = true", '\nown = "yes"', "own is 'yes', not true or false"),
    ("permissions.toml", "\nown = true", "\nours = true", '"ours" is unknown here'),
    ("permissions.toml", "modules = [4]", 'modules = ["four"]', "modules: 'four' is not a number"),
    ("permissions.toml", 'class = ["not_restricted"]', 'class = ["SECRET"]', 'class names "SECRET", which is unknown'),
    (
        "permissions.toml",
        'nothing = ["VOLUNTEER", "PRACTICE_MENTOR", "SYSTEM_ADMIN"]',
        'nothing = ["PRACTICE_MENTOR", "SYSTEM_ADMIN"]',
        "family_shell: VOLUNTEER stands neither in an allow row nor in nothing",
    ),
    (
        "permissions.toml",
        'nothing = ["VOLUNTEER", "PRACTICE_MENTOR", "SYSTEM_ADMIN"]',
        'nothing = ["VOLUNTEER", "PRACTICE_MENTOR", "SYSTEM_ADMIN", "SOCIAL_WORKER"]',
        "family_shell: SOCIAL_WORKER stands in an allow row and in nothing",
    ),
    (
        "permissions.toml",
        'nothing = ["VOLUNTEER", "PRACTICE_MENTOR", "SYSTEM_ADMIN"]',
        'nothing = ["VOLUNTEER", "VOLUNTEER", "PRACTICE_MENTOR", "SYSTEM_ADMIN"]',
        'nothing names "VOLUNTEER" twice',
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), FAULTS, ids=[said for *_, said in FAULTS])
def test_a_planted_fault_is_named(folder: Path, name: str, old: str, new: str, said: str) -> None:
    plant(folder, name, old, new)
    found = faults(folder)
    assert any(said in fault for fault in found), found
    assert all(fault.partition(":")[0].removesuffix(".toml") for fault in found)


def test_all_faults_are_told_at_once(folder: Path) -> None:
    plant(folder, "sections/m1.toml", 'scope = "family"', 'scope = "aunt"')
    plant(folder, "sections/m5.toml", 'required = "f"', 'required = "z"')
    plant(folder, "stages.toml", 'label = "Action"\n', "")
    plant(folder, "permissions.toml", "modules = [4]", "modules = [44]")
    found = faults(folder)
    assert len(found) == 4
    assert [fault.partition(":")[0] for fault in found] == [
        "stages.toml",
        "sections/m1.toml",
        "sections/m5.toml",
        "permissions.toml",
    ]


@pytest.mark.parametrize("name", ["permissions.toml", "stages.toml", "summary.toml", "documents.toml", "options.toml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert f"{name}: cannot be read" in faults(folder)


def test_no_sections(folder: Path) -> None:
    shutil.rmtree(folder / "sections")
    assert "sections: there is no section file" in faults(folder)


def test_a_ninth_module_and_a_new_discipline_need_no_code(folder: Path) -> None:
    permissions = folder / "permissions.toml"
    text = permissions.read_text(encoding="utf-8")
    text = text.replace('"RECOVERY_WORKER"', '"RECOVERY_WORKER", "EDUCATION_OFFICER"')
    text = text.replace('code = "RECOVERY_WORKER", "EDUCATION_OFFICER"', 'code = "RECOVERY_WORKER"')
    text += '\n[[discipline]]\ncode = "EDUCATION_OFFICER"\nchip = "EDU"\nreach = ["involved"]\n'
    permissions.write_text(text, encoding="utf-8")
    append(
        folder,
        "disciplines.toml",
        '[[discipline]]\ncode = "EDUCATION_OFFICER"\ntitle = "Education officer"\n'
        'short = "Education"\npanel_title = "School"',
    )
    (folder / "sections" / "m9.toml").write_text(
        'code = "m9"\nnumber = 9\nposition = 11\ntitle = "School"\npurpose = "How school goes."\n'
        'object = "module_core"\n'
        '[[field]]\nkey = "m9.day"\ntitle = "School day"\nprompt = "How was school?"\nscope = "child"\nrequired = "f"\n'
        '[[panel]]\ndisciplines = ["EDUCATION_OFFICER"]\nprompt = "What does the school say?"\n',
        encoding="utf-8",
    )
    catalogue = load(folder)
    assert catalogue.sections[-1].number == 9
    assert catalogue.panel("m9.panel.EDUCATION_OFFICER").default_class is SharingClass.SHAREABLE
    assert catalogue.discipline("EDUCATION_OFFICER").chip == "EDU"


def test_order_of_the_workbook() -> None:
    assert [section.code for section in CATALOGUE.sections] == ["cws", "ki", *(f"m{number}" for number in range(1, 9))]


def test_keys_of_the_design() -> None:
    keys = {field.key for section in CATALOGUE.sections for field in section.fields}
    expected = (
        "cws.story cws.child_today cws.worries cws.strengths cws.current_plan cws.safety_now cws.home_visit_safety "
        "cws.author_reflection cws.what_changed ki.legal_status ki.plan_status ki.cp_category ki.caf_stage "
        "ki.chronology ki.need_factors.adult ki.need_factors.child ki.need_basis "
        "m1.referral_story m1.harm_statement m1.statutory_basis m1.parent_view m1.child_view m1.engagement_scale "
        "m2.own_childhood m2.abuse_history m2.offending m2.ace_summary m2.so_what m3.protecting m3.keeps_safe "
        "m3.gets_in_way m3.child_eyes m3.impact_named m3.accountability m3.stage m4.good_things m4.worries m4.dreams "
        "m4.daily_routine m4.expressed_views m4.unborn m5.rating.basic_care m5.rating.ensuring_safety "
        "m5.rating.emotional_warmth m6.rating.stability m6.da_impact m7.harm_future m7.recommendation m7.sw_signed "
        "m8.parent_comment m8.what_we_changed m8.agree_scale"
    )
    assert set(expected.split()) <= keys


def test_classes_of_the_design() -> None:
    confidential = {
        field.key
        for section in CATALOGUE.sections
        for field in section.fields
        if field.default_class is SharingClass.VICTIM_CONFIDENTIAL
    }
    assert confidential == {"ki.marac", "m2.abuse_history", "m3.protecting", "m3.keeps_safe", "m3.gets_in_way"}
    for section in CATALOGUE.sections:
        for panel in section.panels:
            hers = panel.discipline == "DA_PRACTITIONER_VICTIM"
            assert (panel.default_class is SharingClass.VICTIM_CONFIDENTIAL) == hers
            assert (panel.least_class is SharingClass.VICTIM_CONFIDENTIAL) == hers
    childs_words = [
        field for section in CATALOGUE.sections for field in section.fields if field.object == "voice_record"
    ]
    assert {field.default_class for field in childs_words} == {SharingClass.PROFESSIONALS_ONLY}
    assert CATALOGUE.field("m2.offending").default_class is SharingClass.OWN_COPY
    assert CATALOGUE.discipline("DA_PRACTITIONER_VICTIM").summary_default_class is SharingClass.PROFESSIONALS_ONLY


def test_every_module_has_a_panel_for_each_discipline() -> None:
    writing = [item.code for item in CATALOGUE.disciplines if item.panel_title]
    for section in CATALOGUE.sections:
        expected = writing if section.number else []
        assert sorted(panel.discipline for panel in section.panels) == sorted(expected)


def test_words_of_the_practice_not_of_the_trade() -> None:
    """Sentence case, no full stop at a title's end, no label that the practice has given up."""
    for section in CATALOGUE.sections:
        for field in section.fields:
            assert field.title[:1].isupper()
            assert not field.title.endswith(".")
            assert "toxic" not in field.prompt.lower()
            assert len(field.title) <= 60, field.key


def test_ways_of_the_table_are_all_understood() -> None:
    seen: dict[str, Callable[[], set[str]]] = {
        "verbs": lambda: set().union(*(allow.verbs for allow in CATALOGUE.allows)),
        "persons": lambda: {allow.persons for allow in CATALOGUE.allows if allow.persons},
        "before": lambda: {allow.before for allow in CATALOGUE.allows if allow.before},
        "reach": lambda: set().union(*(item.reach for item in CATALOGUE.disciplines)),
    }
    assert seen["verbs"]() <= VERBS
    assert seen["persons"]() <= PERSONS
    assert seen["before"]() <= BEFORE
    assert seen["reach"]() <= REACHES


def test_kinds_without_an_editor_are_not_shown() -> None:
    hidden = {field.kind for section in CATALOGUE.sections for field in section.fields if not field.shown}
    assert hidden == set(FieldKind) - SHOWN_KINDS - {FieldKind.GRID}


def test_agenda_and_stages() -> None:
    assert sum(item.minutes for item in CATALOGUE.agenda if not item.each_discipline) == 37
    assert [item.number for item in CATALOGUE.agenda if item.each_discipline] == [4]
    assert [stage.bars for stage in CATALOGUE.stages] == [1, 2, 3, 4, 5, 0]
    assert [option.code for option in CATALOGUE.options["change_stage"]] == [stage.code for stage in CATALOGUE.stages]
    assert len(CATALOGUE.assessment_headings) == 14


def test_short_form_of_the_summary() -> None:
    short = [box.slot for box in CATALOGUE.summary_boxes if not box.long_form]
    assert short == ["changed", "where_adult_is", "risk_and_next", "no_contact"]
    note = next(box for box in CATALOGUE.summary_boxes if box.slot == "confidential_note")
    assert note.object == "confidential_note"


def test_look_ups_fail_loudly() -> None:
    with pytest.raises(KeyError):
        CATALOGUE.field("m3.nothing")
    assert CATALOGUE.label("rag", "RED") == "Red"
    assert CATALOGUE.label("rag", "RETIRED") == "RETIRED"
    assert CATALOGUE.field("m5.basic_care").asked_of is AskedOf.BORN
    assert CATALOGUE.field("m5.basic_care").scope is Scope.ADULT_CHILD
