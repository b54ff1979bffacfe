"""Tags of the components: fields, errors, icons, an organisation's theme, the words of the scripts."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from plek.shared.ui import fields, theme

register = template.Library()


@register.simple_tag
def asset(path: str) -> str:
    """The address of a built file; unlike ``{% static %}`` it never fails, so error pages can use it."""
    try:
        return _kept_address(path, settings.STATIC_URL, settings.STORAGES["staticfiles"]["BACKEND"])
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@lru_cache(maxsize=256)
def _kept_address(path: str, static_url: str, backend: str) -> str:
    """A page asks for the same few files dozens of times; what they depend on is part of the key."""
    return staticfiles_storage.url(path)


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """One icon of the sprite, hidden from assistive tools: a word stands beside it."""
    return _drawn(name, f"icon {classes}".strip(), asset("plek/dist/icons.svg"))


@lru_cache(maxsize=512)
def _drawn(name: str, classes: str, sprite: str) -> SafeString:
    svg = '<svg class="{}" aria-hidden="true" focusable="false" width="20" height="20"><use href="{}#{}"/></svg>'
    return format_html(svg, classes, sprite, name)


@register.simple_tag
def button_class(variant: str, size: str, extra: str) -> str:
    """The design system's classes of a button."""
    variants = {"primary": "primary-action", "quiet": "subtle"}
    kind = f"utrecht-button--{variants.get(variant, 'secondary-action')}"
    danger = "utrecht-button--danger" if variant == "danger" else ""
    return " ".join(part for part in ("utrecht-button", kind, danger, size, extra) if part)


@register.simple_tag
def field_control(
    field: BoundField, layout: str, autofocus: bool, attrs: Mapping[str, Any] | None, **said: Any
) -> fields.Control:
    """What ``<c-field>`` prints about a bound field; ``said`` is what the page says about it instead."""
    return fields.control(field, layout, autofocus, dict(attrs or {}), **said)


@register.simple_tag
def error_lines(form: forms.BaseForm | BaseFormSet | None) -> list[tuple[str, str]]:
    """The errors of a form, or of all forms of a formset."""
    if not form or not form.is_bound:
        return []
    if isinstance(form, BaseFormSet):
        own = [("", str(error)) for error in form.non_form_errors()]
        return own + [line for part in form.forms for line in fields.error_lines(part)]
    return fields.error_lines(form)


@register.simple_tag(takes_context=True)
def has_errors(context: template.Context) -> bool:
    """Does the page show a form or formset with errors?"""
    form = context.get("form")
    return isinstance(form, (forms.BaseForm, BaseFormSet)) and form.is_bound and not form.is_valid()


@register.simple_tag
def theme_stylesheet(organisation: Any) -> SafeString:
    """The checked stylesheet of an organisation's theme, for the page's one ``<style nonce>``."""
    chosen = getattr(organisation, "theme", None)
    return mark_safe(theme.stylesheet(chosen)) if isinstance(chosen, Mapping) else SafeString("")  # noqa: S308


@register.simple_tag
def script_words() -> SafeString:
    """The words that scripts say, as data the browser does not run."""
    return json_script(
        {
            "error_prefix": gettext("Error: "),
            "draft_kept": gettext("Draft kept at {time}"),
            "draft_waits": gettext("Draft not kept yet. We keep trying."),
            "failed": gettext("That did not work. Please try again."),
            "offline": gettext("No connection. What you typed is still here."),
        },
        "plek-words",
    )


@register.simple_tag
def tone_icon(tone: str) -> str:
    """The shape that goes with a tone, so that colour never stands alone."""
    shapes = {"soon": "clock", "risk": "triangle-alert", "done": "check", "good": "sprout"}
    alerts = {"info": "info", "ok": "circle-check", "warning": "clock", "error": "triangle-alert"}
    return (shapes | alerts).get(tone, "")


@register.simple_tag
def tone_word(tone: str) -> str:
    """The word that an alert begins with, for who does not see its colour."""
    words = {
        "info": pgettext("alert", "Good to know"), "ok": pgettext("alert", "Done"),
        "warning": pgettext("alert", "Mind"), "error": pgettext("alert", "Something is wrong"),
    }  # fmt: skip
    return words.get(tone, "")


@register.filter
def alert_tone(level_tag: str) -> str:
    """Django's message levels as the tones of an alert."""
    return {"success": "ok", "warning": "warning", "error": "error"}.get(level_tag, "info")
