"""What is said under the passphrase when it did not open the workbook."""

from fsworkbook.domain.errors import WorkbookError

DID_NOT_MATCH = (
    "That passphrase did not match. Check Caps Lock, then try again."
    " After three wrong tries each one waits longer, up to five minutes."
)


def wrong_passphrase(error: WorkbookError) -> str:
    """The name was chosen from a list, so what did not match is the passphrase; other refusals speak for themselves."""
    from fsworkbook.services import signing_in

    return DID_NOT_MATCH if error.message == signing_in.WRONG else error.message
