"""`fsworkbook admin …`: for whoever looks after the files. Thin: every command asks a service."""

from pathlib import Path
from typing import Annotated

import typer

from fsworkbook import catalogue_file
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.services import auditing
from fsworkbook.services.signing_in import is_demonstration, lock, open_workbook

app = typer.Typer(help="For whoever looks after the workbooks.", no_args_is_help=True)
admin = typer.Typer(help="Checks of a workbook's file.", no_args_is_help=True)
app.add_typer(admin, name="admin")

SHOWN = 20


@admin.command()
def verify(file: Annotated[Path, typer.Argument(help="The workbook, a file that ends in .fsw.")]) -> None:
    """Check that nothing in a workbook was changed behind the program's back; says so in one line."""
    try:
        result = _verified(file)
    except WorkbookError as error:
        typer.echo(error.message, err=True)
        raise typer.Exit(1) from error
    if not result.findings:
        typer.echo(f"ok: {result.rows} rows and {result.trail} places of the audit trail agree")
        return
    for finding in result.findings[:SHOWN]:
        place = f", place {finding.seq} of the trail" if finding.seq else ""
        typer.echo(f"{finding.what}: table {finding.table}, row {finding.row_id}{place}", err=True)
    if len(result.findings) > SHOWN:
        typer.echo(f"and {len(result.findings) - SHOWN} more", err=True)
    raise typer.Exit(1)


def _verified(file: Path) -> auditing.Verified:
    catalogue = catalogue_file.load()
    if is_demonstration(file):
        return auditing.verify_demonstration(file, catalogue)
    sign_in = typer.prompt("Sign-in name")
    context = open_workbook(file, sign_in, typer.prompt("Passphrase", hide_input=True), catalogue=catalogue)
    try:
        return auditing.verify(context)
    finally:
        lock(context)


if __name__ == "__main__":
    app()
