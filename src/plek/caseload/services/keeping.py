"""How long records are kept where no law that Plek knows says so: the organisation decides."""

from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.rules.records import law_term
from plek.organisations.models import Membership, Organisation
from plek.organisations.policies import may_administrate
from plek.shared.errors import Refused


def decide_term(*, by: Membership, years: int | None, because: str) -> Organisation:
    """Set the term, with what it rests on; without years nothing is decided any more."""
    may_administrate(by.role).demand()
    if law_term(by.organisation.kind) is not None:
        raise Refused(_("For your kind of organisation a law sets the term. It cannot be changed here."))
    if years and not because.strip():
        raise Refused(_("Say what this term rests on: a law, a rule, a decision with its day."), field="because")
    here = Organisation.objects.select_for_update().only("pk").get(pk=by.organisation_id)
    here.keeps_years, here.keeps_because = years, because.strip() if years else ""
    here.save(update_fields=["keeps_years", "keeps_because"])
    record(
        by=by, action=Action.UPDATE, event="records.term_decided", object_kind="organisation",
        object_id=here.pk, detail={"years": years},
    )  # fmt: skip
    return here
