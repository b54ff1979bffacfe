"""Answers to choose from. An empty answer means: not known."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """Benefits as people name them; Wajong comes in two, and who has it may not know which."""

    __empty__ = pgettext_lazy("answer", "I don't know")
    NONE = "none", _("no benefit")
    SOCIAL_ASSISTANCE = "bijstand", _("social assistance (bijstand)")
    WAJONG_ABLE = "wajong_able", _("Wajong, able to work")
    WAJONG_UNABLE = "wajong_unable", _("Wajong, lastingly unable to work")
    WAJONG = "wajong", _("Wajong, I don't know which")
    WIA_WAGE_RELATED = "wia_lgu", _("WIA, wage-related (LGU)")
    WIA_SUPPLEMENT = "wia_lau", _("WIA, wage supplement (LAU)")
    WIA_FOLLOW_UP = "wia_vvu", _("WIA, follow-up (VVU)")
    IVA = "iva", _("WIA, full and lasting (IVA)")
    WAO = "wao", _("WAO")
    WW = "ww", _("unemployment benefit (WW)")
    ZW = "zw", _("sickness benefit (Ziektewet)")


WAJONG_KINDS = frozenset({Kind.WAJONG, Kind.WAJONG_ABLE, Kind.WAJONG_UNABLE})


class Partner(models.TextChoices):
    __empty__ = pgettext_lazy("answer", "I don't know")
    NO = "no", _("no partner")
    YES = "yes", _("lives with a partner")


class Per(models.TextChoices):
    HOUR = "hour", _("an hour")
    MONTH = "month", _("a month")


class Exemption(models.TextChoices):
    __empty__ = pgettext_lazy("answer", "I don't know")
    OLD = "31-2", _("the old rules (six months, a quarter of the pay)")
    NEW = "34a", _("the new rules (fifteen per cent of the pay)")


class Step(models.TextChoices):
    """The parts of the full estimate, in the order in which they are talked through."""

    HOUSEHOLD = "household", _("Household")
    BENEFIT = "benefit", pgettext_lazy("step", "Benefit")
    WORK = "work", pgettext_lazy("step", "Work")
    HOUSING = "housing", pgettext_lazy("step", "Housing")
    ALLOWANCES = "allowances", pgettext_lazy("step", "Allowances and savings")
    COSTS = "costs", pgettext_lazy("step", "Costs of work")
    MUNICIPALITY = "municipality", pgettext_lazy("step", "Municipality")


class PlanKind(models.TextChoices):
    """What a plan is: some hours of work, one job that may come, or a study."""

    HOURS = "hours", _("work for some hours")
    VACANCY = "vacancy", _("this vacancy, or an own plan")
    STUDY = "study", _("a study")


class CreditAt(models.TextChoices):
    """Where the tax credits count while there are two payers."""

    __empty__ = pgettext_lazy("answer", "I don't know")
    BENEFIT = "benefit", _("at the benefit agency")
    WORK = "work", _("at the employer")


class YesNo(models.TextChoices):
    __empty__ = pgettext_lazy("answer", "I don't know")
    YES = "yes", pgettext_lazy("answer", "yes")
    NO = "no", pgettext_lazy("answer", "no")
