"""Mail by the outbox: once, sealed, retried, wiped."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from plek.notices import services
from plek.notices.models import OutboxMail
from plek.notices.presenters import Paragraph, paragraphs
from plek.notices.tasks import deliver

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
LINK = "https://plek.example.org/x/"


def send(**changes: Any) -> OutboxMail:
    given: dict[str, Any] = {
        "to": "anna@example.org", "subject": _("Choose a new password for Plek"),
        "template": "accounts/mail/password_reset", "context": {"name": "Anna", "url": LINK}, "language": "nl",
    }  # fmt: skip
    return services.send_mail(**given | changes)


def tasks() -> list[dict[str, Any]]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("args_kwargs", flat=True))


def test_a_mail_is_in_the_readers_language_as_text_and_html() -> None:
    deliver.call(send().pk)
    (message,) = mail.outbox
    assert message.subject == "Kies een nieuw wachtwoord voor Plek"
    assert message.to == ["anna@example.org"]
    assert message.body.startswith("Hallo Anna,\n\nJe vroeg om een nieuw wachtwoord")
    html = str(message.alternatives[0][0])  # type: ignore[attr-defined]
    assert '<html lang="nl">' in html
    assert f'<a href="{LINK}"' in html
    assert "<p>Hallo Anna,</p>" in html


def test_english_readers_get_english() -> None:
    deliver.call(send(language="en").pk)
    assert mail.outbox[0].subject == "Choose a new password for Plek"
    assert "Hello Anna," in mail.outbox[0].body


def test_names_cannot_smuggle_html_into_the_mail() -> None:
    deliver.call(send(context={"name": "<b>Anna</b>", "url": LINK}).pk)
    assert "Hallo <b>Anna</b>," in mail.outbox[0].body
    assert "&lt;b&gt;Anna" in str(mail.outbox[0].alternatives[0][0])  # type: ignore[attr-defined]


def test_a_subject_with_line_breaks_stays_one_line() -> None:
    assert send(subject="one\r\nBcc: two@example.org").subject == "one Bcc: two@example.org"


def test_the_same_key_is_one_mail_and_one_task() -> None:
    first, second = send(key="invitation-7"), send(key="invitation-7", to="other@example.org")
    assert first.pk == second.pk
    assert OutboxMail.objects.get().recipient == "anna@example.org"
    assert len(tasks()) == 1


def test_the_task_carries_only_the_number_of_the_mail() -> None:
    made = send()
    assert tasks() == [{"args": [made.pk], "kwargs": {}}]


def test_what_it_says_and_to_whom_is_sealed_in_the_database() -> None:
    send()
    with connection.cursor() as cursor:
        cursor.execute("select recipient, subject, text from notices_outboxmail")
        columns = [bytes(value) for value in cursor.fetchone()]
    for word in (b"anna", b"Anna", b"Plek", b"example", b"wachtwoord"):
        assert not any(word in column for column in columns)


def test_mail_and_task_are_undone_with_their_reason() -> None:
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    assert not OutboxMail.objects.exists()
    assert tasks() == []


def test_after_sending_the_text_is_wiped_and_sending_again_sends_nothing() -> None:
    made = send()
    assert services.deliver_mail(mail_id=made.pk, at=AT)
    assert services.deliver_mail(mail_id=made.pk, at=AT) is None
    made.refresh_from_db()
    assert (made.text, made.sent_at, made.attempts) == ("", AT, 1)
    assert len(mail.outbox) == 1


def test_a_mail_that_is_gone_is_no_fault() -> None:
    assert services.deliver_mail(mail_id=1, at=AT) is None


@pytest.fixture
def broken(settings: Any) -> None:
    settings.EMAIL_BACKEND = "plek.notices.tests.broken.EmailBackend"


def test_a_failing_mail_server_is_tried_again_later_and_later(broken: None) -> None:
    made = send()
    for attempt, minutes in ((1, 1), (2, 2), (3, 4)):
        services.deliver_mail(mail_id=made.pk, at=AT)
        waits = DBTaskResult.objects.filter(run_after__year__lt=3000).values_list("run_after", flat=True)
        assert max(waits) == AT + timedelta(minutes=minutes)
        made.refresh_from_db()
        assert (made.attempts, made.sent_at) == (attempt, None)
    assert made.text


def test_in_the_end_it_gives_up_and_keeps_no_text(broken: None) -> None:
    made = send()
    for _attempt in range(services.ATTEMPTS):
        services.deliver_mail(mail_id=made.pk, at=AT)
    made.refresh_from_db()
    assert (made.given_up_at, made.text) == (AT, "")
    assert services.deliver_mail(mail_id=made.pk, at=AT) is None


def test_the_trace_is_removed_after_a_month_and_waiting_mail_never() -> None:
    old, fresh, waiting = send(), send(), send()
    services.deliver_mail(mail_id=old.pk, at=AT - timedelta(days=31))
    services.deliver_mail(mail_id=fresh.pk, at=AT)
    OutboxMail.objects.update(created_at=AT - timedelta(days=99))
    assert services.tidy(at=AT) == 1
    assert set(OutboxMail.objects.values_list("pk", flat=True)) == {fresh.pk, waiting.pk}


def test_paragraphs() -> None:
    text = f"Hallo,\n\nEen\ntwee\n\n\n{LINK}\n\nZie {LINK} daar\n"
    assert paragraphs(text) == [
        Paragraph(("Hallo,",)), Paragraph(("Een", "twee")), Paragraph((), LINK), Paragraph((f"Zie {LINK} daar",)),
    ]  # fmt: skip
