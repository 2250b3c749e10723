"""An empty Word file made from the readable parts in `resources/word/`: styles, lists and settings, and nothing else.

python-docx brings a template of its own with 440 KB of styles, a thumbnail and a line that names the program; this one
is small, in English (United Kingdom), and can be reviewed as text.
"""

import zipfile
from functools import cache
from io import BytesIO

from fsworkbook import resources

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = ("styles", "numbering", "settings")


@cache
def empty() -> bytes:
    """The bytes of an empty document; the same each time."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _files().items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return file.getvalue()


def part(name: str) -> str:
    """One of the readable parts: styles, numbering or settings."""
    return resources.text("word", f"{name}.xml")


def _files() -> dict[str, str]:
    parts = {f"word/{name}.xml": part(name) for name in _PARTS}
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_WORDS}"><w:body><w:sectPr/></w:body></w:document>',
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in _PARTS}),
        **parts,
    }


def _content_types() -> str:
    kinds = {"document": "document.main"} | {name: name for name in _PARTS}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MEDIA}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'
