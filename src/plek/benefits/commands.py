"""``plek benefits``: situations from a file. Pure calculation: no settings, no database."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from plek.engines.benefit_rules import (
    Refusal,
    Result,
    Situation,
    UnreadableFile,
    as_json,
    calculate,
    explained,
    grid,
    grid_as_json,
    read_situations,
)
from plek.shared.errors import Refused

WRONG_USAGE = 2
MOST_POINTS, MOST_HOURS, MOST_BYTES = 601, 60, 20_000_000


class Language(StrEnum):
    """The languages of the sentences."""

    DUTCH = "nl"
    ENGLISH = "en"


SAID = {
    Language.DUTCH: {
        "no file": "Er is geen bestand {file} dat te lezen is.",
        "no yaml": "{file} is geen goede YAML: {why}.",
        "no text": "{file} is geen tekst in UTF-8: sla het zo op en probeer het opnieuw.",
        "too large": "{file} is te groot: hoogstens 20 MB.",
        "refused": "Niet alle situaties kloppen ({count} van {all} niet): verbeter {file} en probeer het opnieuw.",
        "one only": "Geef één situatie voor het rooster: {file} heeft er {count}.",
        "hours": "Schrijf --hours als van:tot:stap, zoals 0:40:1, van 0 tot en met 60 uur.",
    },
    Language.ENGLISH: {
        "no file": "There is no file {file} that can be read.",
        "no yaml": "{file} is no proper YAML: {why}.",
        "no text": "{file} is no text in UTF-8: save it so and try again.",
        "too large": "{file} is too large: at most 20 MB.",
        "refused": "Not all situations make sense ({count} of {all} do not): mend {file} and try again.",
        "one only": "Give one situation for the grid: {file} holds {count}.",
        "hours": "Write --hours as from:until:step, such as 0:40:1, from 0 to 60 hours.",
    },
}

File = Annotated[Path, typer.Argument(help="Situations in YAML.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
InLanguage = Annotated[Language, typer.Option("--language", help="Of the sentences.")]
Hours = Annotated[str, typer.Option("--hours", metavar="FROM:UNTIL:STEP", help="Hours a week, the last included.")]


class FileFirst(TyperGroup):
    """A group whose first word may be the file itself: what is no command goes to the command ``file``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        asks_help = args[:1] in ([], ["--help"])
        return super().parse_args(ctx, args if asks_help or args[0] in self.commands else ["file", *args])


app = typer.Typer(
    name="benefits",
    cls=FileFirst,
    no_args_is_help=True,
    help="What work leaves of a benefit, with the reason of each amount. Example: plek benefits situations.yaml",
)


@app.command("file")
def benefits(
    file: File,
    json_only: AsJson = False,
    explain: Annotated[bool, typer.Option("--explain", help="Each step with a sentence.")] = False,
    language: InLanguage = Language.DUTCH,
) -> None:
    """One or many situations, each as it is now and with work; the word `file` may be left out.

    Exits with 1 when a situation is refused; the others are calculated all the same.

    Example: plek benefits situations.yaml --json --explain
    """
    found = calculate(_situations(file, language))
    if json_only:
        typer.echo(json.dumps([_plain(one, language, explain=explain) for one in found], ensure_ascii=False))
    else:
        from plek.benefits.printing import tell

        for place, one in enumerate(found, start=1):
            tell(one, place, language.value, explain=explain)
    refused = sum(isinstance(one, Refusal) for one in found)
    if refused:
        raise Refused(SAID[language]["refused"].format(count=refused, all=len(found), file=file))


@app.command("grid")
def benefits_grid(
    file: File,
    hours: Hours,
    json_only: AsJson = False,
    language: InLanguage = Language.DUTCH,
) -> None:
    """The same situation over hours worked, with each place where more hours begin to bring in more or less.

    Example: plek benefits grid situation.yaml --hours 0:40:1 --json
    """
    wanted = _hours(hours, language)
    found = _situations(file, language)
    if len(found) != 1:
        raise Refused(SAID[language]["one only"].format(file=file, count=len(found)))
    if isinstance(found[0], Refusal):
        raise Refused(f"{file}: {as_json(found[0], language.value)['message']}")
    made = grid(found[0], wanted)
    if json_only:
        typer.echo(json.dumps(grid_as_json(made), ensure_ascii=False))
    else:
        from plek.benefits.printing import tell_grid

        tell_grid(made, language.value)


def _plain(one: Result | Refusal, language: Language, *, explain: bool) -> dict[str, Any]:
    plain = as_json(one, language.value)
    if explain and isinstance(one, Result):
        plain["explained"] = explained(one, language.value)
    return plain


def _situations(file: Path, language: Language) -> list[Situation | Refusal]:
    try:
        return read_situations(_text(file, language))
    except UnreadableFile as error:
        raise Refused(SAID[language]["no yaml"].format(file=file, why=error.said(language.value))) from None


def _text(file: Path, language: Language) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Refused(SAID[language]["too large"].format(file=file))
        return file.read_text("utf-8-sig")
    except OSError:
        raise Refused(SAID[language]["no file"].format(file=file)) from None
    except UnicodeDecodeError:
        raise Refused(SAID[language]["no text"].format(file=file)) from None


def _hours(text: str, language: Language) -> list[float]:
    """Every number of hours from ``from:until:step``, the last included; anything else is wrong usage."""
    try:
        begin, end, step = (float(part) for part in text.split(":"))
    except ValueError:
        begin, end, step = 0.0, -1.0, 1.0
    if not (0 <= begin <= end <= MOST_HOURS and step > 0 and (end - begin) / step < MOST_POINTS):
        typer.echo(SAID[language]["hours"], err=True)
        raise typer.Exit(WRONG_USAGE)
    return [_whole(round(begin + place * step, 6)) for place in range(int((end - begin) / step + 1e-9) + 1)]


def _whole(number: float) -> float:
    return int(number) if number == int(number) else number
