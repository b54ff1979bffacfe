"""The states of a formal review, where evidence comes from, and the parts of its report."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReviewState(models.TextChoices):
    """Where a review is; the values are also the names in ``procedure.yaml``."""

    PLANNING = "planning", _("planning")
    VISIT = "visit", pgettext_lazy("review", "visit")
    RATING = "rating", _("rating alone")
    CONSENSUS = "consensus", _("consensus")
    REPORT = "report", _("report")
    RESPONSE = "response", _("response and plan")
    CLOSED = "closed", pgettext_lazy("review", "closed")
    CANCELLED = "cancelled", pgettext_lazy("review", "cancelled")


OVER = frozenset({ReviewState.CLOSED, ReviewState.CANCELLED})
"""Nothing changes any more, and the term of the reviewers has ended."""
FINAL = frozenset({ReviewState.RESPONSE, ReviewState.CLOSED})
"""The report is final."""
NOTING = frozenset({ReviewState.VISIT, ReviewState.RATING, ReviewState.CONSENSUS})
"""Reviewers may still write down what they heard and saw."""


class Source(models.TextChoices):
    """Who was asked, or what was seen."""

    CLIENT = "client", pgettext_lazy("source", "client")
    SPECIALIST = "specialist", pgettext_lazy("source", "employment specialist")
    TREATMENT = "treatment", _("treatment-team staff")
    LEADER = "leader", pgettext_lazy("source", "IPS team leader")
    AGENCY = "agency", _("UWV or municipality")
    FAMILY = "family", _("family or friends")
    EMPLOYER = "employer", pgettext_lazy("source", "employer")
    TEAM_MEETING = "team_meeting", _("observation: treatment-team meeting")
    UNIT_MEETING = "unit_meeting", _("observation: meeting of the IPS team")
    EMPLOYER_VISIT = "employer_visit", _("observation: visit to an employer")
    RECORDS = "records", _("records and documents")


class DataSource(models.TextChoices):
    """Where a scale says that the facts of an item are found."""

    MIS = "MIS", pgettext_lazy("data source", "figures")
    DOC = "DOC", pgettext_lazy("data source", "documents")
    INT = "INT", pgettext_lazy("data source", "interviews")
    OBS = "OBS", pgettext_lazy("data source", "observation")
    ISP = "ISP", pgettext_lazy("data source", "plans of clients")


class Part(models.TextChoices):
    """Texts of the report, and the answer to it."""

    STRENGTHS = "strengths", _("strengths")
    RECOMMENDATION = "recommendation", _("recommendation")
    RESPONSE = "response", _("management response")


class FileKind(models.TextChoices):
    """What an uploaded policy may be."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    PNG = "png", "PNG"
    JPEG = "jpg", "JPEG"
