"""A sentence in the two languages of the screens, and numbers written as each language writes them."""

import re
from dataclasses import dataclass
from typing import Literal, Self

Language = Literal["en", "nl"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English and in Dutch."""

    en: str
    nl: str

    def __bool__(self) -> bool:
        return bool(self.en or self.nl)

    def in_language(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en

    def fill(self, **parts: "Text | str | int") -> Self:
        """Put the parts in the places named in braces; a part is itself a text or the same in both languages."""
        return type(self)(
            self.en.format(**{name: _part(part, "en") for name, part in parts.items()}),
            self.nl.format(**{name: _part(part, "nl") for name, part in parts.items()}),
        )


EMPTY = Text("", "")


def _part(part: Text | str | int, language: Language) -> str:
    return part.in_language(language) if isinstance(part, Text) else str(part)


def joined(texts: "list[Text] | tuple[Text, ...]", between: str = " ") -> Text:
    """The texts that say something, after each other."""
    said = [text for text in texts if text]
    return Text(between.join(text.en for text in said), between.join(text.nl for text in said))


ONE_OR_MANY = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def counted(text: Text, amount: float, **parts: "Text | str | int") -> Text:
    """Fill in the amount, and choose between {one|many} wherever the text leaves the choice."""
    chosen = r"\1" if amount == 1 else r"\2"
    right = Text(ONE_OR_MANY.sub(chosen, text.en), ONE_OR_MANY.sub(chosen, text.nl))
    return right.fill(amount=number(amount), **parts)


def number(value: float) -> Text:
    """A number with at most two decimals: a point in English, a comma in Dutch."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return Text(written, written.replace(".", ","))
