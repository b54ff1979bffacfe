"""The pages of the contact log: who enters, sending twice, drafts, undo, with and without JavaScript."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from plek.audit.models import Entry
from plek.caseload.models import Contact, Draft
from plek.caseload.selectors import contacts
from plek.caseload.tests.factories import ContactFactory
from plek.shared.tenancy import inside

O = "/o/ggz-veenland/"  # noqa: E741
NEW = f"{O}contacts/new/"
HTMX = {"HX-Request": "true"}
SignIn = Callable[[Any], Browser]

pytestmark = pytest.mark.usefixtures("now")


def sent(**more: Any) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()), "clients": ["TR1"], "mode": "fysiek", "setting": "buiten", "minutes": "45",
        "held_on": "2026-11-24", "held_at": "10:00", "held_with": "cliënt", "draft": "contact", **more,
    }  # fmt: skip


def logged(house: Any) -> list[Contact]:
    with inside(house.organisation.pk):
        return list(Contact.objects.standing().select_related("trajectory"))


def test_the_sheet_is_filled_in_as_a_visit_usually_is(house: Any, caseload: Any, sign_in: SignIn) -> None:
    text = sign_in(house.specialist).get(NEW, {"trajectory": "TR2"}).content.decode()
    assert '<input type="radio" name="mode" value="fysiek"' in text
    assert 'value="2026-11-24"' in text
    assert 'value="10:50' in text
    assert 'value="TR2" id="id_clients_0" checked' in text
    assert "Contact vastleggen" in text


def test_beside_the_page_only_the_sheet_comes(house: Any, caseload: Any, sign_in: SignIn) -> None:
    text = sign_in(house.specialist).get(NEW, headers=HTMX).content.decode()
    assert "<html" not in text
    assert 'hx-target="#panel"' in text


def test_without_javascript_one_comes_back_to_where_one_was(house: Any, caseload: Any, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    answer = browser.post(NEW, sent(next=f"{O}clients/C-TR1/"))
    assert (answer.status_code, answer["Location"]) == (302, f"{O}clients/C-TR1/")
    assert [c.trajectory.number for c in logged(house)] == ["TR1"]
    assert "Maak ongedaan" in browser.get(f"{O}today/").content.decode()


def test_nobody_is_led_to_another_site(house: Any, caseload: Any, sign_in: SignIn) -> None:
    answer = sign_in(house.specialist).post(NEW, sent(next="https://evil.example/x"))
    assert answer["Location"] == f"{O}today/"


def test_beside_the_page_the_panel_closes_with_a_message(house: Any, caseload: Any, sign_in: SignIn) -> None:
    answer = sign_in(house.specialist).post(NEW, sent(), headers=HTMX)
    assert answer.status_code == 200
    assert "contact-logged" in answer["HX-Trigger"]
    assert 'hx-swap-oob="innerHTML"' in answer.content.decode()
    assert "Contact vastgelegd" in answer.content.decode()


def test_sending_the_form_twice_adds_nothing(house: Any, caseload: Any, sign_in: SignIn) -> None:
    browser, form = sign_in(house.specialist), sent()
    assert [browser.post(NEW, form).status_code for _ in range(2)] == [302, 302]
    assert len(logged(house)) == 1


def test_what_is_missing_is_said_beside_what_was_typed(house: Any, caseload: Any, sign_in: SignIn) -> None:
    answer = sign_in(house.specialist).post(NEW, sent(clients=[], note="Blijft staan"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Kies de cliënt." in text
    assert "Blijft staan" in text
    assert logged(house) == []


def test_undo_takes_it_back(house: Any, caseload: Any, sign_in: SignIn) -> None:
    browser, key = sign_in(house.specialist), str(uuid.uuid4())
    browser.post(NEW, sent(key=key))
    assert "Maak ongedaan" in browser.get(f"{O}contacts/{key}/undo/").content.decode()
    answer = browser.post(f"{O}contacts/{key}/undo/", headers=HTMX)
    assert "Ongedaan gemaakt" in answer.content.decode()
    assert logged(house) == []
    assert browser.post(f"{O}contacts/{key}/undo/").status_code == 302


def test_a_draft_comes_back_and_goes_when_sent(house: Any, caseload: Any, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    kept = browser.post(
        f"{O}drafts/contact/", sent(note="Halverwege", minutes="30", csrfmiddlewaretoken="x", q="bram")
    )
    assert kept.status_code == 204
    with inside(house.organisation.pk):
        draft = Draft.objects.get()
        assert "csrfmiddlewaretoken" not in draft.fields
        assert "bram" not in draft.fields
    text = browser.get(NEW).content.decode()
    assert "Halverwege" in text
    assert "Dit was je aan het typen op 24 november 10:50." in text
    browser.post(NEW, sent())
    with inside(house.organisation.pk):
        assert not Draft.objects.exists()


def test_a_draft_can_be_thrown_away(house: Any, caseload: Any, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    browser.post(f"{O}drafts/contact/", {"note": "weg"})
    assert browser.get(f"{O}drafts/contact/discard/").status_code == 302
    assert "weg" in browser.get(NEW).content.decode()
    assert browser.post(f"{O}drafts/contact/discard/").status_code == 302
    assert "aan het typen" not in browser.get(NEW).content.decode()


def test_a_draft_that_was_sent_after_all_does_not_come_back(house: Any, caseload: Any, sign_in: SignIn) -> None:
    """The phone may keep a draft just after the form itself arrived: it must not offer the same visit again."""
    browser, form = sign_in(house.specialist), sent(note="Al verstuurd")
    browser.post(NEW, form)
    browser.post(f"{O}drafts/contact/", form)
    assert "Al verstuurd" not in browser.get(NEW).content.decode()


def test_a_draft_is_only_ones_own_and_has_a_bound(house: Any, caseload: Any, sign_in: SignIn) -> None:
    sign_in(house.specialist).post(f"{O}drafts/contact/", {"note": "geheim"})
    assert "geheim" not in sign_in(house.colleague).get(NEW).content.decode()
    assert sign_in(house.colleague).post(f"{O}drafts/contact/", {"note": "x" * 70_000}).status_code == 422
    assert sign_in(house.colleague).get(f"{O}drafts/contact/").status_code == 405


def test_searching_finds_by_name_and_stays_out_of_addresses(house: Any, caseload: Any, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    answer = browser.post(f"{O}contacts/clients/", {"q": "chris"}, headers=HTMX).content.decode()
    assert "Chris de Vries" in answer
    ticked = browser.post(f"{O}contacts/clients/", {"q": "chris", "clients": ["TR3"]}, headers=HTMX)
    assert "Niemand gevonden." in ticked.content.decode()


def test_who_was_found_and_ticked_stays_at_the_next_search(house: Any, caseload: Any, sign_in: SignIn) -> None:
    """A group is found one by one; what the form itself shows is not shown twice."""
    browser, by_name = sign_in(house.specialist), f"{O}contacts/clients/"
    found = browser.post(by_name, {"q": "chris"}, headers=HTMX).content.decode()
    assert '<input type="hidden" name="found" value="TR3">' in found
    asked = {"q": "xyz", "clients": ["TR3", "TR1"], "found": ["TR3", "TR2"]}
    later = browser.post(by_name, asked, headers=HTMX).content.decode()
    assert re.findall(r'name="clients" value="(\w+)" id="\w+" checked', later) == ["TR3"]
    assert later.count('name="clients"') == 1
    assert "Niemand gevonden." in later


@pytest.mark.parametrize(("asked", "shown"), [
    ({"find": "clients", "q": "chris"}, 'name="clients" value="TR3"'),
    ({"find": "colleagues", "who": "Person"}, 'id="id_colleague_'),
    ({"find": "clients", "q": "xyz"}, "Niemand gevonden."),
])  # fmt: skip
def test_without_a_script_a_button_searches_and_nothing_typed_is_lost(
    house: Any,
    caseload: Any,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    asked: dict[str, str],
    shown: str,
) -> None:
    monkeypatch.setattr(contacts, "COLLEAGUES_AT_MOST", 1)
    page = sign_in(house.specialist).post(NEW, sent(note="Halverwege", clients="TR1", minutes="30", **asked))
    text = page.content.decode()
    assert page.status_code == 200
    assert shown in text
    assert "Halverwege" in text
    assert re.search(r'name="clients" value="TR1"[^>]* checked', text)
    assert re.search(r'name="minutes" value="30"[^>]* checked', text)
    assert 'id="id_error' not in text
    with inside(house.organisation.pk):
        assert not Contact.objects.filter(recorded_by=house.specialist).exists()


def test_who_has_many_colleagues_finds_the_others_by_name(
    house: Any, caseload: Any, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, found_by = sign_in(house.specialist), f"{O}contacts/colleagues/"
    everyone = browser.get(NEW).content.decode()
    assert everyone.count('name="colleagues"') == 3
    assert found_by not in everyone
    monkeypatch.setattr(contacts, "COLLEAGUES_AT_MOST", 1)
    few = browser.get(NEW).content.decode()
    assert few.count('name="colleagues"') == 1
    assert found_by in few
    first = int(re.search(r'name="colleagues" value="(\d+)"', few)[1])  # type: ignore[index]
    other = next(m for m in (house.leader, house.colleague) if m.pk != first)
    asked = {"who": other.user.name[:8]}
    answer = browser.post(found_by, asked, headers=HTMX).content.decode()
    assert f'name="colleagues" value="{other.pk}"' in answer
    assert f'value="{first}"' not in answer
    later = browser.post(found_by, {"who": "xyz", "colleagues": [other.pk, first]}, headers=HTMX).content.decode()
    assert later.count("checked") == 1
    assert f'value="{other.pk}" id="id_colleague_{other.pk}" checked' in later
    leader = house.leader
    refused = browser.post(NEW, sent(mode="", colleagues=[leader.pk, "x", "9" * 20])).content.decode()
    assert re.search(rf'name="colleagues" value="{leader.pk}"[^>]* checked', refused)


def test_opening_a_note_is_recorded(house: Any, caseload: Any, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    browser.post(NEW, sent(note="Tussen ons"))
    contact = logged(house)[0]
    text = browser.get(f"{O}contacts/{contact.pk}/").content.decode()
    assert "Tussen ons" in text
    with inside(house.organisation.pk):
        entry = Entry.objects.visible_to(house.specialist).get(event="contact.viewed")
    assert (entry.client_id, entry.detail) == (caseload.anna.client_id, {"note": True})
    assert "Tussen ons" not in browser.get(f"{O}clients/C-TR1/contacts/").content.decode()


def test_correcting_shows_the_history(house: Any, caseload: Any, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    browser.post(NEW, sent())
    first = logged(house)[0]
    form = browser.get(f"{O}contacts/{first.pk}/correct/").content.decode()
    assert 'name="minutes" value="45"' in form
    fixed = browser.post(f"{O}contacts/{first.pk}/correct/", sent(minutes="", minutes_exactly="50"))
    assert fixed.status_code == 302
    text = browser.get(fixed["Location"]).content.decode()
    assert "50 minuten" in text
    assert "45 minuten" in text
    assert "Bekijk wat er nu staat" in browser.get(f"{O}contacts/{first.pk}/").content.decode()
    again = browser.post(f"{O}contacts/{first.pk}/correct/", sent())
    assert again.status_code == 422


def test_withdrawing_asks_why(house: Any, caseload: Any, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    browser.post(NEW, sent())
    url = f"{O}contacts/{logged(house)[0].pk}/withdraw/"
    assert browser.get(url).status_code == 200
    assert browser.post(url, {"reason": ""}).status_code == 422
    done = browser.post(url, {"reason": "Dubbel"})
    assert "Dubbel" in browser.get(done["Location"]).content.decode()
    assert logged(house) == []


def test_a_practitioner_reads_but_does_not_log(house: Any, caseload: Any, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        contact = ContactFactory(trajectory=caseload.anna)
    browser = sign_in(house.practitioner)
    assert browser.get(f"{O}contacts/{contact.pk}/").status_code == 200
    assert browser.get(f"{O}clients/C-TR1/contacts/").status_code == 200
    assert browser.get(NEW).status_code == 403
    assert browser.get(f"{O}contacts/{contact.pk}/correct/").status_code == 403


def test_strangers_find_nothing(house: Any, caseload: Any, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        contact = ContactFactory(trajectory=caseload.anna)
    browser = sign_in(house.stranger)
    elsewhere = f"/o/{house.stranger.organisation.slug}/"
    for path in (f"contacts/{contact.pk}/", f"contacts/{contact.pk}/correct/", "clients/C-TR1/contacts/"):
        assert browser.get(O + path).status_code == 404
        assert browser.get(elsewhere + path).status_code == 404


def test_the_list_of_contacts_asks_the_same_at_any_length(
    house: Any, caseload: Any, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    with inside(house.organisation.pk):
        ContactFactory.create_batch(30, trajectory=caseload.anna)
    browser = sign_in(house.specialist)
    with django_assert_max_num_queries(18):  # with the savepoints and scopes of a test
        text = browser.get(f"{O}clients/C-TR1/contacts/").content.decode()
    assert text.count("Fysiek · cliënt") == 25
