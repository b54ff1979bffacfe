"""``plek verify-audit`` and ``plek anchor-audit``. Both need Django set up with the owner's connection, because
they read the chains of all organisations."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from plek.shared.errors import Refused


def verify_audit(
    organisation: Annotated[str, typer.Option(help="Only the chain of the organisation with this SLUG.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """Compute the log of every organisation anew and find what was changed, removed, swapped or cut off.

    Example: plek verify-audit --organisation ggz-veenland
    """
    from django.conf import settings

    from plek.audit.anchors import anchors
    from plek.audit.chain import heads, links
    from plek.audit.verification import verify

    only = _organisation_id(organisation)
    report = verify(links(only), heads(only), anchors(settings.HOME, only))
    if as_json:
        typer.echo(json.dumps({"sound": report.is_sound, **asdict(report)}))
        raise typer.Exit(0 if report.is_sound else 1)
    typer.echo(f"Looked at {report.entries} rows in {report.chains} chains, against {report.anchors} anchors.")
    for fault in report.faults:
        typer.echo(f"Chain {fault.organisation_id}, row {fault.sequence}: {fault.sentence}")
    if not report.is_sound:
        raise Refused(
            "The log is not as it was written. Keep this database as it is and call your privacy officer."
        )


def anchor_audit() -> None:
    """Write where each chain of the log ends to a file outside the database; run it each day.

    Example: plek anchor-audit
    """
    from django.conf import settings
    from django.utils import timezone

    from plek.audit.anchors import write_anchor
    from plek.audit.chain import heads

    now = timezone.now()
    written = write_anchor(settings.HOME, timezone.localdate(now), now, heads())
    typer.echo(f"Written: {written}" if written else "The anchor of today stands already; it was left as it is.")


def _organisation_id(slug: str) -> int | None:
    if not slug:
        return None
    from plek.audit.selectors import organisation_of

    found = organisation_of(slug)
    if found is None:
        raise Refused(f"There is no organisation '{slug}'. Use the SLUG that stands in its addresses after /o/.")
    return found
