"""How an organisation presents itself: name, je or u, colours, font and logo."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.organisations.images import clean_png
from plek.organisations.models import Membership, Organisation
from plek.organisations.policies import may_administrate
from plek.shared.errors import Refused
from plek.shared.ui.theme import unreadable_pairs


@dataclass(frozen=True)
class Presentation:
    """What the settings page sets. ``logo`` None leaves the logo; empty bytes remove it."""

    name: str
    is_formal: bool
    theme: Mapping[str, str]
    logo: bytes | None = None


def name_privacy_officer(*, by: Membership, officer: Membership | None) -> None:
    """Name who looks at each emergency access; with nobody there is none."""
    may_administrate(by.role).demand()
    organisation = Organisation.objects.select_for_update().only("pk").get(pk=by.organisation_id)
    organisation.privacy_officer = officer
    organisation.save(update_fields=["privacy_officer"])
    record(
        by=by, action=Action.UPDATE, event="organisation.privacy_officer_named", object_kind="membership",
        object_id=officer.pk if officer else "",
    )  # fmt: skip


def change_settings(*, by: Membership, wanted: Presentation) -> Organisation:
    """Change how the organisation looks and speaks; refuses colours that cannot be read."""
    may_administrate(by.role).demand()
    if unreadable_pairs(wanted.theme):
        raise Refused(
            _(
                "With these colours some text cannot be read (contrast below 4.5 to 1). Choose a darker "
                "colour for the light look, or a lighter one for the dark look."
            ),
            field="accent",
        )
    organisation = Organisation.objects.select_for_update().defer("logo").get(pk=by.organisation_id)
    before = {name: getattr(organisation, name) for name in ("name", "is_formal", "theme")}
    organisation.name, organisation.is_formal, organisation.theme = (
        wanted.name,
        wanted.is_formal,
        dict(wanted.theme),
    )
    changed = [name for name, value in before.items() if getattr(organisation, name) != value]
    if wanted.logo is not None:
        organisation.logo = clean_png(wanted.logo) if wanted.logo else b""
        organisation.logo_mark = hashlib.sha256(organisation.logo).hexdigest()[:16] if organisation.logo else ""
        changed += ["logo", "logo_mark"]
    organisation.save(update_fields=changed or ["name"])
    record(
        by=by,
        action=Action.UPDATE,
        event="organisation.changed",
        object_kind="organisation",
        object_id=organisation.pk,
        detail={"fields": changed},
    )
    return organisation
