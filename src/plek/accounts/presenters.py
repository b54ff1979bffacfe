"""What the pages of an account print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from plek.accounts.models import Session
from plek.accounts.selectors import reference_of


@dataclass(frozen=True)
class SessionRow:
    """A browser that is signed in; ``minutes`` since it was last used, 0 for this moment."""

    reference: str
    device: str
    started_at: datetime
    seen_at: datetime
    is_this: bool


def session_rows(sessions: Iterable[Session], this_key: str) -> list[SessionRow]:
    """The sessions, this one first."""
    rows = [
        SessionRow(
            reference_of(session), session.device or _("Unknown device"), session.started_at,
            session.seen_at or session.started_at, session.session_key == this_key,
        )
        for session in sessions
    ]  # fmt: skip
    return sorted(rows, key=lambda row: not row.is_this)


@dataclass(frozen=True)
class Factor:
    """An authenticator app or a passkey."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class SecondFactorPage:
    """What a person has to prove who he or she is, besides the password."""

    app: Factor | None
    passkeys: tuple[Factor, ...]
    codes_left: int | None
    """Recovery codes that still work; None when there are none at all."""

    @property
    def is_safe(self) -> bool:
        return self.app is not None or bool(self.passkeys)

    @property
    def codes_run_low(self) -> bool:
        return self.codes_left is not None and self.codes_left <= 3


def second_factor_page(authenticators: Iterable[Authenticator]) -> SecondFactorPage:
    """Sort someone's authenticators into the three kinds."""
    of: dict[str, list[Authenticator]] = {kind: [] for kind in Authenticator.Type.values}
    for one in authenticators:
        of[one.type].append(one)
    apps = [_factor(one, "") for one in of[Authenticator.Type.TOTP]]
    codes = of[Authenticator.Type.RECOVERY_CODES]
    return SecondFactorPage(
        app=apps[0] if apps else None,
        passkeys=tuple(_factor(one, one.wrap().name) for one in of[Authenticator.Type.WEBAUTHN]),
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
    )


def _factor(one: Authenticator, name: str) -> Factor:
    return Factor(one.pk, name, one.created_at, one.last_used_at)


def code_rows(codes: Iterable[str]) -> list[str]:
    """Recovery codes in two groups of four, easier to copy by hand."""
    return [f"{code[:4]} {code[4:]}" for code in codes]


def legible_secret(secret: str) -> str:
    """The key of an authenticator app in groups of four, for who cannot scan."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
