"""Enums of employer relations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a contact with an employer was for: the three visits, and keeping in touch."""

    MEET = "kennismaken", _("meet")
    LEARN = "bedrijf leren kennen", _("get to know the business")
    PROPOSE = "kandidaat voorstellen", _("propose a candidate")
    MAINTAIN = "onderhouden", _("keep in touch")
