"""Text that a spreadsheet could take for a formula is guarded by an apostrophe, and read back without it."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""Also what is guarded already, so that writing and reading back always gives the same text."""
_GUARDED = re.compile(r"''*[=+\-@\t\r\n＝＋－＠]")


def escaped(text: str) -> str:
    """`=1+1` becomes `'=1+1`; other text stays."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """The reverse of `escaped`."""
    return text[1:] if _GUARDED.match(text) else text
