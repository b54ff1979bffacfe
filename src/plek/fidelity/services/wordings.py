"""The official words of a scale, as far as the organisation may use them."""

from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.engines.fidelity_scoring import WordingError, load_scale, read_wording
from plek.fidelity.models import ScaleWording
from plek.fidelity.models.wording import LONGEST
from plek.fidelity.selectors.indication import SCALE
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused


class WordingRefused(Refused):
    """What is wrong with the text, line by line."""

    def __init__(self, told: list[tuple[int, str]]) -> None:
        super().__init__(_("The text was not laid in. Mend what stands below and try again."), field="text")
        self.told = told


def lay_in_wording(*, by: Membership, text: str, at: datetime) -> ScaleWording:
    """Use these words in the organisation from now on, instead of those there were in this language.

    Raises ``WordingRefused`` with every fault and its line.
    """
    _allow(by)
    given = _read(text)
    kept: ScaleWording
    kept, _made = ScaleWording.objects.update_or_create(
        organisation_id=by.organisation_id, scale=given["scale"], version=given["version"],
        language=given["language"],
        defaults={
            "source": given["source"], "right": given["right"], "given": given, "laid_in_by": by, "laid_in_at": at,
        },
    )  # fmt: skip
    _record(by, kept, Action.UPDATE, "fidelity.wording_laid_in")
    return kept


def remove_wording(*, by: Membership, wording: int) -> None:
    """Back to Plek's own words. Raises ``NotFound``."""
    _allow(by)
    found = ScaleWording.objects.visible_to(by).select_for_update().filter(pk=wording).first()
    if found is None:
        raise NotFound
    _record(by, found, Action.DELETE, "fidelity.wording_removed")
    found.delete()


def _allow(by: Membership) -> None:
    if by.role != Role.ADMINISTRATOR:
        raise Refused(_("Only an administrator decides which text is used."))


def _read(text: str) -> dict[str, Any]:
    try:
        given = read_wording(text, load_scale(SCALE))
    except WordingError as error:
        is_english = (get_language() or "nl").startswith("en")
        raise WordingRefused([(f.line, f.said.en if is_english else f.said.nl) for f in error.faults]) from error
    for name in ("source", "right"):
        if len(given[name]) > LONGEST:
            raise Refused(_("%(name)s is too long. Say it in at most 300 characters.") % {"name": name})
    return given


def _record(by: Membership, wording: ScaleWording, action: Action, event: str) -> None:
    detail = {
        "scale": wording.scale,
        "language": wording.language,
        "source": wording.source,
        "right": wording.right,
    }
    record(by=by, action=action, event=event, object_kind="scale", object_id=wording.scale, detail=detail)
