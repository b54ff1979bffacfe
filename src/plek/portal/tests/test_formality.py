"""“Je” or “u”: as the organisation chose, on every page of a client, and for nobody else."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser
from django.utils import translation
from django.utils.html import strip_tags

from conftest import House
from plek.caseload.models import Client
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.notices.models import OutboxMail
from plek.organisations.choices import Role
from plek.organisations.formality import FORMAL_DUTCH, language_for
from plek.organisations.models import Membership, Organisation
from plek.organisations.tests.factories import member
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
PAGES = ["me/", "me/wish/", "me/start/", "me/who-looked/", "me/money/"]


@pytest.fixture
def own(house: House) -> Membership:
    return member(Role.CLIENT, organisation=house.organisation, on=date(2026, 11, 24))


@pytest.fixture
def me(house: House, own: Membership) -> Client:
    with inside(house.organisation.pk):
        client = ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, user=own.user
        )
        TrajectoryFactory(client=client, ips_team=house.ips, specialist=house.specialist)
    return client


def words(browser: Browser, page: str) -> str:
    """What stands on a page, for who sees it and for who hears it."""
    html = browser.get(page if page.startswith("/") else f"/o/ggz-veenland/{page}").content.decode()
    spoken = " ".join(re.findall(r'(?:aria-label|title|data-[a-z-]+)="([^"]*)"', html))
    return strip_tags(re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL)) + spoken


def make_formal(house: House) -> None:
    Organisation.objects.filter(pk=house.organisation.pk).update(is_formal=True)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_client_says_u(
    house: House, own: Membership, me: Client, sign_in: SignIn, page: str
) -> None:
    assert FAMILIAR.search(words(sign_in(own), page))
    make_formal(house)
    assert not FAMILIAR.findall(words(sign_in(own), page))
    assert re.search(r"\b[Uu]w?\b", words(sign_in(own), page))


def test_staff_stay_je_and_english_stays_english(
    house: House, own: Membership, me: Client, sign_in: SignIn
) -> None:
    make_formal(house)
    assert 'lang="nl"' in sign_in(house.specialist).get("/o/ggz-veenland/today/").content.decode()
    own.user.language = "en"
    own.user.save()
    assert "Who helps me" in words(sign_in(own), "me/")


def test_the_next_reader_is_not_addressed_as_the_last(
    house: House, own: Membership, me: Client, sign_in: SignIn
) -> None:
    make_formal(house)
    browser = sign_in(own)
    assert 'lang="nl-x-formal"' in browser.get("/o/ggz-veenland/me/").content.decode()
    assert translation.get_language() == "nl"


@pytest.mark.parametrize(
    ("role", "is_formal", "language", "found"),
    [
        (Role.CLIENT, True, "nl", FORMAL_DUTCH),
        (Role.CLIENT, True, "en", "en"),
        (Role.CLIENT, False, "nl", "nl"),
        (Role.PRACTITIONER, True, "nl", "nl"),
    ],
)
def test_who_is_addressed_formally(role: Role, is_formal: bool, language: str, found: str) -> None:
    assert language_for(role, Organisation(is_formal=is_formal), language) == found


def test_formal_dutch_falls_back_on_dutch() -> None:
    with translation.override(FORMAL_DUTCH):
        assert translation.gettext("What do you want?") == "Wat wilt u?"
        assert translation.gettext("What I want") == "Wat ik wil"


ACCOUNT = ["/account/", "/account/sessions/", "/account/password/change/", "/account/address/"]


def test_the_account_speaks_as_the_organisation_chose(
    house: House, own: Membership, me: Client, sign_in: SignIn
) -> None:
    make_formal(house)
    browser = sign_in(own)
    browser.get("/o/ggz-veenland/me/")
    for page in ACCOUNT:
        assert not FAMILIAR.findall(words(browser, page)), page
    browser.logout()
    browser.cookies["plek_address"] = "formal"
    assert not FAMILIAR.findall(words(browser, "/account/password/reset/"))


def test_who_signs_in_at_a_new_browser_is_addressed_so_from_the_first_page(
    house: House, own: Membership, me: Client, client: Browser
) -> None:
    def signed_in(who: Membership) -> Browser:
        who.user.set_password("vier-woorden-op-een-rij")
        who.user.save()
        client.post("/account/login/", {"login": who.user.email, "password": "vier-woorden-op-een-rij"})
        return client

    make_formal(house)
    for page in ACCOUNT:
        assert not FAMILIAR.findall(words(signed_in(own), page)), page
    client.logout()
    client.cookies["plek_address"] = "formal"
    assert 'lang="nl"' in signed_in(house.specialist).get("/account/").content.decode()


def test_a_link_on_a_telephone_that_never_saw_the_client_says_u(
    house: House, own: Membership, me: Client, client: Browser
) -> None:
    """The mail and the page behind it; and “je” for who is staff somewhere too."""
    make_formal(house)
    own.user.set_password("vier-woorden-op-een-rij")
    own.user.save()

    def asked() -> tuple[str, str]:
        client.post("/account/password/reset/", {"email": own.user.email})
        mail = OutboxMail.objects.latest("pk").text
        link = re.search(r"https?://[^/]+(/\S+)", mail)
        assert link is not None
        return mail, words(client, client.get(link[1]).headers["Location"])

    for told in asked():
        assert not FAMILIAR.findall(told)
    member(Role.DIRECTOR, organisation=house.organisation, user=own.user, on=date(2026, 11, 24))
    assert any(FAMILIAR.search(told) for told in asked())


def test_a_colleague_at_the_same_browser_is_not_u(
    house: House, own: Membership, me: Client, sign_in: SignIn
) -> None:
    make_formal(house)
    browser = sign_in(house.specialist)
    browser.cookies["plek_address"] = "formal"
    answer = browser.get("/o/ggz-veenland/today/")
    assert 'lang="nl"' in answer.content.decode()
    assert answer.cookies["plek_address"].value == ""
