"""Policies of the organisation, as files for the reviewers: checked, sealed, and gone with the notes."""

import io
import zipfile
from datetime import datetime
from pathlib import PurePath
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.fidelity import policies
from plek.fidelity.choices import FileKind
from plek.fidelity.models import PolicyFile
from plek.fidelity.services.reviews.loading import load, log
from plek.organisations.models import Membership
from plek.shared.encryption import decrypt, encrypt
from plek.shared.errors import NotFound, Refused

AT_MOST_BYTES = 10 * 1024 * 1024
DAMAGED = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError)
"""What opening a damaged package raises; ``NotImplementedError`` is zipfile's word for an extension of the format
that it does not know."""
AT_MOST_UNPACKED = 5 * AT_MOST_BYTES
AT_MOST_FILES = 20
MAGIC = {b"%PDF-": FileKind.PDF, b"\x89PNG\r\n\x1a\n": FileKind.PNG, b"\xff\xd8\xff": FileKind.JPEG}
NAMES = {
    FileKind.PDF: {".pdf"}, FileKind.DOCX: {".docx"}, FileKind.PNG: {".png"}, FileKind.JPEG: {".jpg", ".jpeg"},
}  # fmt: skip
MACROS = "vbaproject.bin"


def add_policy(*, by: Membership, at: datetime, number: str, name: str, content: bytes) -> PolicyFile:
    """Add a file. Refused when it is too large, or is not what its name says."""
    review = load(by, number)
    policies.may_plan(by.role).demand()
    policies.may_prepare(review).demand()
    if PolicyFile.objects.filter(review=review).count() >= AT_MOST_FILES:
        raise Refused(_("There are twenty files already. Remove one first, or put some together."), field="file")
    kind, key = kind_of(name, content), uuid4()
    made: PolicyFile = PolicyFile.objects.create(
        organisation_id=by.organisation_id, key=key, review=review, name=shown_name(name), kind=kind,
        size=len(content), content=sealed_file(key, content), added_by=by, added_at=at,
    )  # fmt: skip
    log(by, review, Action.CREATE, "review.policy_added", kind=kind)
    return made


def remove_policy(*, by: Membership, number: str, policy: int) -> None:
    """Take a file away again."""
    review = load(by, number)
    policies.may_plan(by.role).demand()
    policies.may_prepare(review).demand()
    removed, _kinds = PolicyFile.objects.filter(review=review, pk=policy).delete()
    if not removed:
        raise NotFound
    log(by, review, Action.DELETE, "review.policy_removed")


def sealed_file(key: UUID, content: bytes) -> bytes:
    """As it is kept: it opens in its own row only."""
    return encrypt(content, bound_to=_bound(key))


def opened(policy: PolicyFile) -> bytes:
    """What stands in the file."""
    return decrypt(bytes(policy.content), bound_to=_bound(policy.key))


def kind_of(name: str, content: bytes) -> FileKind:
    """What this file is, by its first bytes; its name must say the same."""
    if len(content) > AT_MOST_BYTES:
        raise Refused(_("This file is larger than 10 MB. Save it smaller and try again."), field="file")
    found = next((kind for mark, kind in MAGIC.items() if content.startswith(mark)), None)
    found = found or (FileKind.DOCX if _is_document(content) else None)
    if found is None or PurePath(name.lower()).suffix not in NAMES[found]:
        raise Refused(
            _("Only PDF, Word without macros (docx), PNG and JPEG. Save the file as one of these."), field="file"
        )
    return found


def _is_document(content: bytes) -> bool:
    """A Word document without macros that does not unpack to more than it should."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            inside = packed.infolist()
    except DAMAGED:
        return False
    names = {part.filename.lower() for part in inside}
    is_small = sum(part.file_size for part in inside) <= AT_MOST_UNPACKED
    has_macros = any(name.endswith(MACROS) for name in names)
    return "word/document.xml" in names and is_small and not has_macros


def shown_name(name: str) -> str:
    """Without path and without what does not print."""
    plain = "".join(c for c in PurePath(name.replace("\\", "/")).name if c.isprintable())
    return plain[-120:] or "-"


def _bound(key: UUID) -> str:
    return str(PolicyFile._meta.get_field("content").bound_to(key))
