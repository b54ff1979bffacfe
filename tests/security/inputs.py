"""What no form expects: characters, numbers, days and shapes that break programs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

NUL = "\x00"
NASTY = (
    f"a{NUL}b", NUL, "-1", "0", "2147483648", "9223372036854775808", "-9223372036854775809", "1e400", "NaN",
    "Infinity",
    "²", "٣", "0001-01-01", "9999-12-31", "31-12-9999", "01-01-0001", "2026-02-30", "25:61", "24:00",
    "zoë 🙂👩‍👩‍👧", "‮evil‬ \u200f", "</textarea><script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
    "%s %d %(x)s {0} {x.__class__} %n", "{{ 7*7 }}{% now 'Y' %}", "' or 1=1; --", "../../etc/passwd", "x" * 300,
    "\r\nSet-Cookie: a=b",
    "[]", "{}", "null", "on", "\ud800", "\ufeff", " ", "", "9" * 5000, "1e-400",
)  # fmt: skip
WEEKS = ("9999-W52", "0001-W01", "2026-W99", "0-W0", "-W", "²-W²")
DAYS = ("9999-12-31", "0001-01-01", "2026-02-30", "31-12-9999", "01-01-0001", "99-99-9999", "0000-00-00")
NUMBERS = ("-1", "2147483648", "9223372036854775808", "1e400", "NaN", "²", "0", "9" * 5000, "-0.001")
CHOICES = ("2147483648", "-1", "²", "٣", "9223372036854775808", f"1{NUL}", "nowhere")
SHAPED = {
    "date": DAYS, "number": NUMBERS, "time": ("25:61", "24:00", "00:00:00.0000001", "٣:٣"),
    "select": CHOICES, "radio": CHOICES, "checkbox": CHOICES, "hidden": CHOICES,
}  # fmt: skip
"""What looks almost like what a kind of control holds."""
LONG = "é" * (512 * 1024)
"""One megabyte of text in UTF-8."""
BAD_BYTES = ("%FF%FE", "%C3%28", "%ED%A0%80", "%00", "%F0%9F%99", "%u0041", "%")
TYPED = {
    "text", "textarea", "select", "radio", "hidden", "number", "date", "time", "email", "tel", "search",
    "checkbox",
}  # fmt: skip


@dataclass(frozen=True)
class Control:
    """A control of a form on a page."""

    name: str
    kind: str
    value: str
    is_chosen: bool = True
    """False for a box or a button that is not ticked."""


@dataclass
class Form:
    """A form on a page, with where it goes and what a browser would send untouched."""

    action: str
    method: str
    controls: list[Control]

    def filled(self) -> dict[str, list[str]]:
        """What is typed and ticked; of buttons of which none is ticked, the first."""
        data: dict[str, list[str]] = {}
        for control in self.controls:
            if control.is_chosen:
                data.setdefault(control.name, []).append(control.value)
        for control in self.controls:
            if control.kind == "radio":
                data.setdefault(control.name, [control.value])
        return data


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.choosing = self.offered = ""
        self.typing: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(at.get("action", ""), at.get("method", "get").lower(), []))
        elif not self.found:
            return
        elif tag == "textarea" and at.get("name"):
            self._add(at["name"], "textarea", "")
            self.typing = ""
        elif tag == "input" and at.get("name"):
            kind = at.get("type", "text")
            ticked = kind not in ("radio", "checkbox") or "checked" in at
            self._add(at["name"], kind, at.get("value", "on" if kind == "checkbox" else ""), ticked)
        elif tag == "select":
            self.choosing = at.get("name", "")
        elif tag == "option" and self.choosing and at.get("value") and "selected" in at:
            self._add(self.choosing, "select", at["value"])
        elif tag == "option" and self.choosing and at.get("value"):
            self.offered = self.offered or at["value"]

    def handle_data(self, data: str) -> None:
        if self.typing is not None:
            self.typing += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.typing is not None:
            area = self.found[-1].controls.pop()
            self._add(area.name, area.kind, self.typing.removeprefix("\n"))
            self.typing = None
        if tag == "select":
            if self.choosing and self.found:
                self._first("select", self.offered)
            self.choosing = self.offered = ""

    def _first(self, kind: str, value: str) -> None:
        if all(control.name != self.choosing for control in self.found[-1].controls):
            self._add(self.choosing, kind, value)

    def _add(self, name: str, kind: str, value: str, is_chosen: bool = True) -> None:
        self.found[-1].controls.append(Control(name, kind, value, is_chosen))


def forms_in(page: str) -> list[Form]:
    """The forms of a page."""
    parser = _Forms()
    parser.feed(page)
    return parser.found


def names_in(source: str) -> Iterator[str]:
    """The names that a view reads from the address by hand."""
    yield from re.findall(r"""GET(?:\.get|\.getlist)?[\(\[]\s*["'](\w+)["']""", source)
    yield from re.findall(r"""["'](\w+)["'] in request\.GET""", source)


def links_in(page: str) -> Iterator[str]:
    """Where the links of a page lead, those of htmx too."""
    yield from (unescape(link) for link in re.findall(r'(?:href|hx-get)="([^"]*)"', page))
