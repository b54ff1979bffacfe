"""Sending mail: written down in the same transaction as its reason, sent by the task worker afterwards."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation

from plek.notices.models import OutboxMail
from plek.notices.presenters import paragraphs
from plek.notices.tasks import deliver

ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)
KEPT = timedelta(days=30)


@transaction.atomic
def send_mail(
    *, to: str, subject: object, template: str, context: Mapping[str, object], language: str, key: str = ""
) -> OutboxMail:
    """Write a mail down and have the worker send it; the same ``key`` twice is one mail.

    ``template`` names a plain-text template without ``.txt``; the HTML part is made from its text. A lazy
    ``subject`` is put in the reader's language, which may be a variant such as formal Dutch. Mail is no safe
    place: say nothing about care or health.
    """
    with translation.override(language):
        text = render_to_string(f"{template}.txt", dict(context)).strip() + "\n"
        line = " ".join(str(subject).split())
    mail, is_new = OutboxMail.objects.get_or_create(
        key=key or uuid.uuid4().hex,
        defaults={"recipient": to, "subject": line, "text": text, "language": language[:2]},
    )
    if is_new:
        deliver.enqueue(mail.pk)
    return mail


@transaction.atomic
def deliver_mail(*, mail_id: int, at: datetime) -> OutboxMail | None:
    """Send a waiting mail and wipe its text; after a failure try again later, and give up in the end.

    Returns None when there is nothing to do (any more): sending twice sends once.
    """
    waiting = OutboxMail.objects.select_for_update().filter(sent_at=None, given_up_at=None)
    mail = waiting.filter(pk=mail_id).first()
    if mail is None:
        return None
    mail.attempts += 1
    try:
        compose(mail).send()
    except OSError:
        postpone(mail, at)
    else:
        mail.sent_at, mail.text = at, ""
    mail.save()
    return mail


def tidy(*, at: datetime) -> int:
    """Remove the trace of mail sent or given up long ago; answers how many."""
    long_ago = at - KEPT
    return OutboxMail.objects.filter(Q(sent_at__lt=long_ago) | Q(given_up_at__lt=long_ago)).delete()[0]


def compose(mail: OutboxMail) -> EmailMultiAlternatives:
    """The message itself: plain text and simple HTML that say the same."""
    message = EmailMultiAlternatives(mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [mail.recipient])
    with translation.override(mail.language):
        html = render_to_string("notices/mail.html", {
            "subject": mail.subject, "paragraphs": paragraphs(mail.text), "language": mail.language,
        })  # fmt: skip
    message.attach_alternative(html, "text/html")
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    return message


def postpone(mail: OutboxMail, at: datetime) -> None:
    """Try again after a wait that doubles; after the last attempt give up and wipe the text."""
    if mail.attempts >= ATTEMPTS:
        mail.given_up_at, mail.text = at, ""
    else:
        deliver.using(run_after=at + FIRST_WAIT * 2 ** (mail.attempts - 1)).enqueue(mail.pk)
