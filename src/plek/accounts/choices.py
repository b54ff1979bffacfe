"""Choices of a user for his own screens."""

from django.db import models
from django.utils.translation import gettext_lazy as _

FORMAL_DUTCH = "nl-x-formal"
"""Dutch that says “u”: a language of its own to Django, with only the sentences that differ."""


class Language(models.TextChoices):
    DUTCH = "nl", "Nederlands"
    ENGLISH = "en", "English"


class Theme(models.TextChoices):
    AUTO = "auto", _("As my device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
