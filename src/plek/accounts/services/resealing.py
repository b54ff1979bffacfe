"""The secrets of second steps under the newest key; they stand within JSON, so no column tells of them."""

import base64

from allauth.mfa.models import Authenticator
from django.db import transaction

from plek.accounts.adapters import SECRETS
from plek.shared.encryption import newest_mark, renewed
from plek.shared.resealing import Resealed

NAMES = ("secret", "seed")


def reseal_second_steps() -> Resealed:
    """Renew them one by one; a second time there is nothing to do."""
    outcomes = [_renew(pk) for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True)]
    return Resealed(SECRETS, outcomes.count(True), outcomes.count(False))


def _renew(pk: int) -> bool | None:
    """True: renewed. False: it opens with none of the keys. None: nothing to do."""
    with transaction.atomic():
        held = Authenticator.objects.select_for_update().filter(pk=pk).first()
        older = {} if held is None else _older(held.data)
        if held is None or not older:
            return None
        try:
            fresh = {name: renewed(value, bound_to=SECRETS) for name, value in older.items()}
        except ValueError:
            return False
        held.data |= {name: base64.b64encode(value).decode() for name, value in fresh.items()}
        held.save(update_fields=["data"])
        return True


def _older(data: dict[str, str]) -> dict[str, bytes]:
    sealed = {name: base64.b64decode(data[name]) for name in NAMES if name in data}
    return {name: value for name, value in sealed.items() if not value.startswith(newest_mark())}
