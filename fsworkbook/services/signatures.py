"""Who signed the parenting assessment (domain.md 2.13): the social worker finalises, the team manager countersigns.

A signature is for the words that stood there: one that came before any version the assessment prints counts no more.
"""

from collections.abc import Iterator
from datetime import datetime

from fsworkbook.documents.assessment_values import Signed
from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.workbook import BODY, Version
from fsworkbook.services.copies_of_assessment import Source

SIGNED_BY = (("m7.sw_signed", "Social worker", "finalise"), ("m7.tm_countersigned", "Team manager", "countersign"))
"""Each signature: its answer, as what one signs, and the verb of the permission table that lets one."""

Moment = tuple[datetime, str]


def signatures(source: Source) -> tuple[Signed, ...]:
    """The signatures in their order; each by another person, and later than what it stands under."""
    found: list[Signed] = []
    signers: set[str] = set()
    after: Moment | None = max(map(_moment, _printed(source)), default=(datetime.min, ""))
    for key, role, verb in SIGNED_BY:
        version = next((version for version in source.versions if version.key.key == key), None)
        if (
            version
            and after
            and _signs(source.ctx.catalogue, version, verb, after)
            and version.author_id not in signers
        ):
            signers.add(version.author_id)
            after = _moment(version)
            found.append(Signed(role, source.staff[version.author_id].name, version.finalised_at.date()))
        else:
            after = None  # nobody countersigns what is not signed
            found.append(Signed(role, "", None))
    return tuple(found)


def _printed(source: Source) -> Iterator[Version]:
    """Every version that the assessment prints, for whomever the copy is."""
    signing = {key for key, _, _ in SIGNED_BY}
    printed = (source.fields.keys() | source.panels.keys()) - signing
    yield from (version for version in source.versions if version.key.key in printed)
    yield from (event.version for event in source.events)


def _signs(catalogue: Catalogue, version: Version, verb: str, after: Moment) -> bool:
    """Whether the answer says yes, by a discipline that may, after that moment."""
    may_sign = any(
        allow.object == "assessment" and verb in allow.verbs and version.discipline in allow.disciplines
        for allow in catalogue.allows
    )
    return version.content.values.get(BODY) is True and may_sign and _moment(version) > after


def _moment(version: Version) -> Moment:
    """When it was finalised; ids tell apart what the clock does not."""
    return version.finalised_at, version.id
