"""``plek create-organisation``; needs Django set up first."""

from typing import Annotated

import typer


def create_organisation(
    name: Annotated[str, typer.Argument(help="What the organisation is called; its SLUG follows from it.")],
    admin: Annotated[str, typer.Option(help="E-mail address of the first administrator.")],
    kind: Annotated[str, typer.Option(help="ggz, ribw, gemeente or uwv.")] = "ggz",
    region: Annotated[str, typer.Option(help="Labour-market region, such as Groningen.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """Make an organisation with its first administrator and print the link that lets him in, once.

    Example: plek create-organisation "GGZ Veenland" --kind ggz --region Groningen --admin beheer@veenland.example
    """
    import json

    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.db import transaction
    from django.utils import timezone

    from plek.organisations import services
    from plek.shared.errors import Refused

    try:
        validate_email(admin.strip())
    except ValidationError:
        raise Refused(f"'{admin}' is no e-mail address. Write it as name@organisation.nl.") from None
    now = timezone.now()
    with transaction.atomic():
        founded = services.create_organisation(
            name=name, kind=kind, region=region, admin_email=admin, at=now, on=timezone.localdate(now)
        )
    said = {"slug": founded.organisation.slug, "administrator": admin, "path": founded.path}
    base = f"https://{settings.ALLOWED_HOSTS[0]}" if settings.TLS else "http://localhost:8000"
    said["link"] = f"{base}{founded.path}"
    if as_json:
        typer.echo(json.dumps(said))
        return
    typer.echo(f"Made: {founded.organisation.name}, with SLUG {founded.organisation.slug}.")
    typer.echo(f"Link for {admin}, works once, within seven days: {said['link']}")
