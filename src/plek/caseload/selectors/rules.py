"""The rule book as an organisation uses it."""

from plek.caseload.models import RuleSetting
from plek.caseload.rules.book import RuleBook, Tuning, rule_book, tuned
from plek.organisations.models import Membership


def rule_book_in_use(by: Membership) -> RuleBook:
    """The method's rules with the organisation's tuning."""
    kept = RuleSetting.objects.visible_to(by).values_list("rule", "is_on", "days")
    return tuned(rule_book(), [Tuning(*row) for row in kept])
