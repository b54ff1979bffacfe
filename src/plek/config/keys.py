"""All that is sealed, whatever context it stands in, under the newest data key."""

from collections.abc import Callable

from plek.accounts.services.resealing import reseal_second_steps
from plek.shared.resealing import Resealed, left, reseal, sealed_fields


def reseal_all(*, begin: Callable[[int], None], tell: Callable[[int], None]) -> list[Resealed]:
    """``begin`` hears how many values wait, ``tell`` how many were looked at since the last time."""
    fields = list(sealed_fields())
    begin(sum(map(left, fields)))
    return [*(reseal(field, tell) for field in fields), reseal_second_steps()]
