"""The HTML of a mail is its text, in paragraphs; a line that is an address becomes a link."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """Lines of text, or one link."""

    lines: tuple[str, ...]
    link: str = ""


def paragraphs(text: str) -> list[Paragraph]:
    """Blocks between blank lines; a block of one http(s) address is a link."""
    blocks = ([line.strip() for line in block.splitlines()] for block in text.strip().split("\n\n"))
    return [_paragraph([line for line in lines if line]) for lines in blocks]


def _paragraph(lines: list[str]) -> Paragraph:
    is_link = len(lines) == 1 and lines[0].startswith(("https://", "http://")) and " " not in lines[0]
    return Paragraph((), link=lines[0]) if is_link else Paragraph(tuple(lines))
