"""What a document looks like to other programs: LibreOffice's PDF of it, as text."""

import shutil
import subprocess
from pathlib import Path

import pytest

needs_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice and poppler-utils are not on this computer, so the document cannot be laid out",
)


def pdf_text(file: bytes, folder: Path) -> list[str]:
    """The words of each page as LibreOffice lays the file out."""
    source = folder / "document.docx"
    source.write_bytes(file)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            source,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    done = subprocess.run(
        ["pdftotext", "-layout", folder / "document.pdf", "-"], check=True, capture_output=True, timeout=60
    )
    return done.stdout.decode("utf-8").split("\f")[:-1]
