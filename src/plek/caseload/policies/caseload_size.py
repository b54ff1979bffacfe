"""How many clients one specialist can guide well, as a norm with its source."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Norm:
    """At most so many clients for a full-time specialist."""

    clients_per_fte: int
    source: str | Promise


CASELOAD_NORM = Norm(
    20, _("IPS fidelity scale (IPS-25, 2008), item Caseload size: at most 20 clients per full-time job.")
)


def room(fte: Decimal | None) -> int | None:
    """How many clients fit in this working time; None when it is not known."""
    return None if fte is None else int(fte * CASELOAD_NORM.clients_per_fte)


def per_fte(clients: int, fte: Decimal | None) -> Decimal | None:
    """Clients for each full-time job."""
    return (clients / fte).quantize(Decimal("0.1")) if fte else None
