"""The person who signs in, and the sessions he or she has open."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from plek.accounts.choices import Language, Theme
from plek.shared.encryption import EncryptedTextField


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user; without a password he signs in by an invitation link first."""
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """One person, whatever the number of organisations and roles."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=2, choices=Language, default=Language.DUTCH)
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.AUTO)
    is_large_print = models.BooleanField(default=False)
    has_shortcuts = models.BooleanField(default=True)
    wants_news = models.BooleanField(default=True)
    """May Plek mail that there is news? What the news is stands in Plek only."""
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ", 1)[0]


class Session(AbstractBaseSession):
    """A signed-in browser; its owner sees the list and can end each."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    device = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "expire_date"], name="session_of_user")]

    @classmethod
    def get_session_store_class(cls) -> Any:
        from plek.accounts.sessions import SessionStore

        return SessionStore


class Attempts(models.Model):
    """How often someone tried in vain, per account or per network address; the key is a keyed hash."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    blocked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["last_at"], name="attempts_by_time")]

    def __str__(self) -> str:
        return f"{self.failures} attempts"


class EmailChange(models.Model):
    """A new address that waits for its owner to open the link sent there; only the link's hash is kept."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="email_change")
    email = EncryptedTextField()
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"change of address of {self.user_id}"
