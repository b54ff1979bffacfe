"""From a template and values to PDF, without the network and without a file outside the package."""

import json
import re
import struct
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.apps import apps
from django.utils.translation import gettext as _

from plek.shared.errors import Refused
from plek.shared.ui.build import DIST
from plek.shared.ui.theme import DEFAULTS

HERE = Path(__file__).parent
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
UNPRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
STAND_IN = "▯"
PNG_SIZE_AT = 16
TRIES = 4
"""A character that the semibold lacks is found only when the regular has all of its own."""


class DocumentError(Refused):
    """A document cannot be made of this; nothing was changed."""


@dataclass(frozen=True)
class Letterhead:
    """Whose paper it is: name, colour (``#rrggbb``) and logo (PNG, or none)."""

    name: str
    accent: str = DEFAULTS["accent"]
    logo: bytes = field(default=b"", repr=False)


def pdf(
    template: str,
    values: Mapping[str, Any],
    *,
    language: str,
    title: str,
    letterhead: Letterhead,
    made_at: datetime,
) -> bytes:
    """The document as PDF/UA-1. ``template`` is ``<context>/<name>.typ``; raises DocumentError when it does not
    stand on these values."""
    files = {"main.typ": _path(template).read_bytes(), "base.typ": (HERE / "base.typ").read_bytes()}
    if letterhead.logo:
        files["logo.svg"] = _wrapped(letterhead.logo)
    house = {"name": letterhead.name, "accent": letterhead.accent, "has_logo": bool(letterhead.logo)}
    given = {"values": values, "house": house, "title": title, "language": language.partition("-")[0]}
    return _printed(files, json.dumps(_plain(given), ensure_ascii=False), made_at)


def _path(template: str) -> Path:
    context = template.partition("/")[0]
    return Path(apps.get_app_config(context).path) / "templates" / template


def _wrapped(png: bytes) -> bytes:
    """Files that are handed over are words, so the picture goes in words."""
    width, height = struct.unpack_from(">II", png, PNG_SIZE_AT)
    href = f"data:image/png;base64,{b64encode(png).decode()}"
    picture = f'<image width="{width}" height="{height}" href="{href}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{picture}</svg>'.encode()


def _plain(value: Any) -> Any:
    """The same, with words that were to be translated as words, and without characters that no font has."""
    if isinstance(value, Mapping):
        return {key: _plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return CONTROL.sub(STAND_IN, str(value).replace("\r\n", "\n"))


def _printed(files: Mapping[str, bytes], given: str, made_at: datetime, tries: int = TRIES) -> bytes:
    """Standing in for what the fonts lack: the standard refuses what cannot be shown, and so not be read aloud."""
    try:
        return _compiled(files, given, made_at)
    except typst.TypstError as error:
        pieces = {_unescaped(found) for found in UNPRINTABLE.findall(error.diagnostic)}
        lacking = {piece for piece in pieces if not piece.isascii()}
        if not lacking or tries == 1:
            raise DocumentError(_said(error.message)) from error
    for piece in lacking:
        given = given.replace(piece, "".join(c if c.isascii() else STAND_IN for c in piece))
    return _printed(files, given, made_at, tries - 1)


def _compiled(files: Mapping[str, bytes], given: str, made_at: datetime) -> bytes:
    made: Any = typst.compile(  # type: ignore[call-overload]
        dict(files), root=HERE, font_paths=_fonts(), format="pdf", sys_inputs={"given": given},
        pdf_standards="ua-1", timestamp=made_at.replace(microsecond=0), package_path=HERE, package_cache_path=HERE,
    )  # fmt: skip
    return bytes(made)


@cache
def _fonts() -> typst.Fonts:
    """Read once for all documents."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(DIST / "fonts")])


def _unescaped(found: str) -> str:
    return ESCAPED.sub(lambda code: chr(int(code[1], 16)), found)


def _said(fault: str) -> str:
    return _("This document could not be made (%(fault)s). Nothing was changed; tell the administrator.") % {
        "fault": fault
    }
