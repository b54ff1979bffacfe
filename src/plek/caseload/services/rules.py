"""Tuning the rules of the today page for one organisation."""

from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import RuleSetting
from plek.caseload.rules.book import rule_book
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused


def tune_rule(*, by: Membership, code: str, days: int | None, is_on: bool) -> None:
    """Set a rule's days or switch it off; what equals the method is not kept."""
    if by.role != Role.IPS_TEAM_LEADER:
        raise Refused(_("Only the team leader changes the rules."))
    rule = rule_book().rule(code)
    if rule is None:
        raise NotFound
    if days is not None and not rule.least <= days <= rule.most:
        bounds = {"least": rule.least, "most": rule.most}
        raise Refused(
            _("Choose between %(least)d and %(most)d days: beyond that the rule loses its sense.") % bounds,
            field="days",
        )
    if not is_on and not rule.may_be_off:
        raise Refused(_("This rule belongs to the core of the method and stays on."), field="is_on")
    kept = None if days == rule.norm_days else days
    if kept is None and is_on:
        RuleSetting.objects.visible_to(by).filter(rule=code).delete()
    else:
        RuleSetting.objects.update_or_create(
            organisation_id=by.organisation_id, rule=code, defaults={"days": kept, "is_on": is_on}
        )
    record(
        by=by, action=Action.UPDATE, event="rule.tuned", object_kind="rule", object_id=code,
        detail={"days": days, "is_on": is_on},
    )  # fmt: skip
