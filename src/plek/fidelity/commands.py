"""``plek fidelity``; it needs Django set up first."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from plek.fidelity.selectors.indication import Indication

Slug = Annotated[str, typer.Option("--organisation", help="SLUG of the organisation.")]


def show_fidelity(
    organisation: Slug,
    team: Annotated[str, typer.Option("--team", help="CODE of the IPS team.")],
    on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="Last day of the six months.")],
    scale: Annotated[str, typer.Option("--scale", help="Code of the scale.")] = "IPS-25",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """Show how close an IPS team works to the model: an indication from daily records.

    Example: plek fidelity --organisation ggz-veenland --team IPS --on 2026-09-30
    """
    import json

    from django.conf import settings
    from django.utils import translation

    from plek.engines.fidelity_scoring import as_json as written
    from plek.fidelity.services.asking import ask
    from plek.shared.tenancy import scope

    with translation.override(settings.LANGUAGE_CODE), scope(slug=organisation):
        found = ask(organisation=organisation, team=team, on=on.date(), scale=scale)
        if as_json:
            typer.echo(json.dumps(written(found.result, team=team), ensure_ascii=False))
        else:
            _tell(found)


def _tell(found: "Indication") -> None:
    """One line for each item, and the total as far as rated."""
    from django.utils.translation import gettext as _

    from plek.fidelity.presenters.ladder import standing, value_of
    from plek.fidelity.presenters.words import said

    scale, period = found.result.scale, found.period
    head = {"scale": scale.code, "version": scale.version, "team": found.team.name}
    typer.echo(_("%(scale)s, version %(version)s: indication for %(team)s") % head)
    typer.echo(f"{period.first} – {period.last}")
    for item in found.result.items:
        value = value_of(item)
        typer.echo(f"{item.item.code:<5}{said(item.item.name)}: {standing(item)}{f' ({value})' if value else ''}")
    total = found.result.totals[0]
    rated = {"score": total.score, "rated": total.rated, "of": total.of}
    typer.echo(_("Score as far as rated: %(score)s, over %(rated)s of %(of)s items") % rated)
