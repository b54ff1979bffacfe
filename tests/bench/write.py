"""P8: logging a contact for good, with its row in the audit log, against the same without."""

import hashlib
import json
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from typing import Any
from unittest.mock import patch

from rich.console import Console

from tests.bench.databases import filled
from tests.bench.findings import Aim, Finding, Measured
from tests.bench.fresh import turn
from tests.bench.harness import Sample, compare, interleave

CLIENTS = 400
"""A size that no page is measured at: this organisation grows with every run."""
WRITES = 200
WARM_UP_WRITES = 20
AIM = Aim(0.75, is_least=True)


def run(scales: Sequence[float], screen: Console) -> list[Finding]:
    """A batch of contacts, each in a transaction of its own, through ``caseload.services``."""
    with screen.status(f"An organisation of {CLIENTS} clients"):
        address = filled(CLIENTS)
    found = []
    for scale in scales or (1.0,):
        writes = max(1, round(WRITES * scale))
        with screen.status(f"Writing {writes} contacts"):
            found.append(_duel(address, writes))
    return found


def _duel(address: str, writes: int) -> Finding:
    turns = interleave({who: _contestant(address, who, writes) for who in ("audited", "bare")})
    ours, peer = turns["audited"], turns["bare"]
    return Finding(
        "write", "a contact written for good", "log a contact", f"{writes} writes", "writes/s",
        Measured.rate(ours),
        "the same without the audit row", Measured.rate(peer), compare(ours, peer).inverse, AIM,
    )  # fmt: skip


def _contestant(address: str, who: str, writes: int) -> Callable[[], Sample]:
    def sample() -> Sample:
        found, peak = turn("-m", "tests.bench.write", who, str(writes), address=address)
        return Sample(found["seconds"], found["checksum"], peak)

    return sample


def write_batch(who: str, writes: int) -> dict[str, Any]:
    """Seconds for each write in this process, and a checksum of what stands in the tables afterwards."""
    import django

    django.setup()
    from plek.audit.models import Entry
    from plek.caseload.models import Contact, ContactNote
    from plek.caseload.services import contacts
    from plek.shared.tenancy import inside
    from tests.bench.town.staff import ORGANISATION

    def counts() -> list[int]:
        with inside(ORGANISATION):
            return [m.objects.count() for m in (Contact, ContactNote, Entry)]

    by, numbers = _acting()
    _write(by, numbers, WARM_UP_WRITES)
    before = counts()
    begin = time.perf_counter()
    if who == "audited":
        _write(by, numbers, writes)
    else:
        with patch.object(contacts, "record", lambda **_: None):
            _write(by, numbers, writes)
    spent = time.perf_counter() - begin
    made, noted, audited = (after - earlier for after, earlier in zip(counts(), before, strict=True))
    if audited != (writes if who == "audited" else 0):
        raise SystemExit(f"{audited} audit rows for {writes} writes")
    told = hashlib.sha256(f"{made} {noted}".encode()).hexdigest()[:12]
    return {"seconds": spent / writes, "checksum": told}


def _acting() -> tuple[Any, list[str]]:
    """The first specialist, and the trajectories that he may write about."""
    from django.utils import timezone

    from plek.caseload.models import Trajectory
    from plek.organisations.selectors import acting
    from plek.shared.tenancy import inside
    from tests.bench.town.staff import FIRST_SPECIALIST, ORGANISATION

    with inside(ORGANISATION):
        by = acting(FIRST_SPECIALIST, timezone.localdate())
        mine = Trajectory.objects.visible_to(by).filter(ended_on=None, specialist=by)
        return by, sorted(mine.values_list("number", flat=True))


def _write(by: Any, numbers: Sequence[str], writes: int) -> None:
    """Each contact in a transaction that is on disk before the next begins."""
    from django.utils import timezone

    from plek.caseload.choices import ContactWith, Mode, Setting
    from plek.caseload.services.contacts import Occurrence, log_contact
    from plek.shared.tenancy import inside

    at = timezone.now()
    what = Occurrence(
        held_on=timezone.localdate(at), held_with=ContactWith.CLIENT, mode=Mode.FACE_TO_FACE,
        setting=Setting.OUTDOORS,
        minutes=45, note="Samen langs twee winkels gelopen.",
    )  # fmt: skip
    for n in range(writes):
        with inside(by.organisation_id):
            log_contact(by=by, at=at, key=uuid.uuid4(), what=what, clients=[numbers[n % len(numbers)]])


if __name__ == "__main__":
    sys.stdout.write(json.dumps(write_batch(sys.argv[1], int(sys.argv[2]))) + "\n")
