"""Names of sheets, columns and words, compared the way people type them."""

import re
import unicodedata

_NOT_LETTERS_OR_DIGITS = re.compile(r"[\W_]+")


def folded(name: str) -> str:
    """The name without case, accents, spaces and marks: `Cliënt-nummer *` and `clientnummer` are the same."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _NOT_LETTERS_OR_DIGITS.sub("", bare)
