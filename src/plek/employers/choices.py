"""Enums of employer relations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a contact with an employer was for: the three visits, and keeping in touch.

    The furthest purpose reached is the stage of the relation; the order is the usual one.
    """

    MEET = "kennismaken", _("meet")
    LEARN = "bedrijf leren kennen", _("get to know the business")
    PROPOSE = "kandidaat voorstellen", _("propose a candidate")
    MAINTAIN = "onderhouden", _("keep in touch")


NEXT_PURPOSE: dict[str, Purpose] = {
    "": Purpose.MEET,
    Purpose.MEET: Purpose.LEARN,
    Purpose.LEARN: Purpose.PROPOSE,
    Purpose.PROPOSE: Purpose.MAINTAIN,
    Purpose.MAINTAIN: Purpose.MAINTAIN,
}
"""What usually comes after a stage; "" is an employer with whom nobody spoke yet."""

STAGE_WORDS = {
    "": _("Nobody of us spoke with them yet."),
    Purpose.MEET: _("We have met. Next: get to know the business, without asking for a vacancy."),
    Purpose.LEARN: _("We know the business. Next: come back with someone who fits."),
    Purpose.PROPOSE: _("We have proposed someone. Next: keep in touch, also when there is no vacancy."),
    Purpose.MAINTAIN: _("We keep in touch."),
}
"""Where a relation stands and what usually comes next."""

RECENT_DAYS = 30
"""A colleague who spoke with an employer in these days is named before someone else goes there."""
QUIET_DAYS = (30, 90, 180)
"""Choices of the filter on relations that went quiet."""
