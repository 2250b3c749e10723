"""Which passphrases are taken (domain.md 9.4): 12 characters or more, no common ones, nothing others could guess."""

import unicodedata

from fsworkbook.domain.errors import WorkbookError

SHORTEST = 12

WORDS = (
    "password passwords passphrase letmein welcome qwerty qwertyuiop asdfghjkl zxcvbnm iloveyou monkey dragon "
    "sunshine princess football liverpool arsenal chelsea manchester england wales london summer autumn winter "
    "spring january february april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday changeme administrator admin secret default temporary socialwork "
    "socialworker safeguarding family familysafeguarding council workbook fsworkbook supervision children "
    "childrensservices hello master superman trustno starwars whatever charlie computer internet login access abc "
    "abcd abcdef abcdefgh "
)
COMMON = frozenset(WORDS.split())
"""Words that stand at the top of every list of guesses, and those of this work. Digits and signs around them, a letter
or two, and several of them in a row, do not help."""

LOOKALIKES = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
ROWS = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm")

TOO_SHORT = "Use 12 characters or more. Four words that do not belong together are easy to keep in mind."
TOO_COMMON = (
    "That is one of the first things somebody would try. Choose words that have nothing to do with work or you."
)
REPEATED = "Too much of that repeats or runs in order. Choose words that do not belong together."
YOUR_NAME = "Leave your own name and sign-in name out of it."


def normal(passphrase: str) -> str:
    """The same passphrase however the keyboard composes its letters."""
    return unicodedata.normalize("NFKC", passphrase)


def check(passphrase: str, sign_in: str, name: str = "") -> None:
    """Raise WorkbookError, which says what to do, unless the passphrase may be used."""
    plain = normal(passphrase).casefold()
    if len(plain) < SHORTEST:
        raise WorkbookError(TOO_SHORT, "passphrase")
    if _repeats(plain):
        raise WorkbookError(REPEATED, "passphrase")
    for letters in (
        _letters(plain),
        _letters(plain.translate(LOOKALIKES)),
        _letters(_core(plain).translate(LOOKALIKES)),
    ):
        owns = sorted((word for word in _words(sign_in) | _words(name) if len(word) > 2), key=len, reverse=True)
        if _is_little_more_than(owns, letters):
            raise WorkbookError(YOUR_NAME, "passphrase")
        if not letters or _is_little_more_than(sorted(COMMON, key=len, reverse=True), letters):
            raise WorkbookError(TOO_COMMON, "passphrase")


def _repeats(plain: str) -> bool:
    """Few different characters, one stretch said again and again, or a run along the alphabet or the keyboard."""
    if len(set(plain)) < 5:
        return True
    if any(plain.startswith(plain[:size] * (len(plain) // size)) for size in range(1, len(plain) // 2 + 1)):
        return True
    return any(plain[:SHORTEST] in run * 2 or plain[:SHORTEST] in run[::-1] * 2 for run in ROWS)


def _core(plain: str) -> str:
    """Without the digits and signs that people put before and behind a word."""
    places = [place for place, letter in enumerate(plain) if letter.isalpha()]
    return plain[places[0] : places[-1] + 1] if places else ""


def _letters(plain: str) -> str:
    return "".join(letter for letter in plain if letter.isalpha())


def _words(name: str) -> set[str]:
    return set("".join(letter if letter.isalpha() else " " for letter in name.casefold()).split())


def _is_little_more_than(words: list[str], letters: str) -> bool:
    """Whether one of these words is in it and fewer letters are left beside them than half a passphrase has."""
    left = _without(letters, words)
    return len(left) < len(letters) and len(left) < SHORTEST // 2


def _without(letters: str, words: list[str]) -> str:
    for word in words:
        letters = letters.replace(word, "")
    return letters
