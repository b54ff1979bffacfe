"""Every setting, read from the environment; production refuses to start without what it needs."""

import os
from pathlib import Path

from csp.constants import NONCE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env
from platformdirs import user_data_dir

from plek.config.roles import database_settings, resolve

env = Env()
PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(env.str("PLEK_HOME", "") or user_data_dir("plek"))
MODE = env.str("PLEK_MODE", "development")
if MODE not in {"development", "demo", "production"}:
    raise ImproperlyConfigured("Set PLEK_MODE to development, demo or production.")
PRODUCTION, DEMO = MODE == "production", MODE == "demo"


def secret(name: str, stand_in: str) -> str:
    """A secret of at least 40 characters; outside production a fixed stand-in keeps a newcomer going."""
    value = env.str(name, "")
    if PRODUCTION and len(value) < 40:
        raise ImproperlyConfigured(f"Set {name} to a secret of at least 40 characters (see .env.example).")
    return value or stand_in


SECRET_KEY = secret("PLEK_SECRET_KEY", "development-only-secret-key-development-only")
DATA_KEYS = secret("PLEK_DATA_KEYS", "development-only-data-key-development-only").split(",")
if PRODUCTION and any(len(key) < 40 for key in DATA_KEYS):
    raise ImproperlyConfigured("Each of PLEK_DATA_KEYS must be a secret of at least 40 characters.")
LOOKUP_KEY = secret("PLEK_LOOKUP_KEY", "development-only-lookup-key-development-only")
ALLOWED_HOSTS = env.list("PLEK_HOSTS", [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"])
if PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("Set PLEK_HOSTS to the host names that people use, separated by commas.")
TLS = env.bool("PLEK_TLS", PRODUCTION)
if PRODUCTION and not TLS:
    raise ImproperlyConfigured("Plek holds health data: leave PLEK_TLS on and put a TLS proxy in front.")
MAINTENANCE = env.bool("PLEK_MAINTENANCE", False)
DEBUG = False
CONTACT = env.str("PLEK_CONTACT", "")
if CONTACT and not CONTACT.startswith(("https://", "http://", "mailto:")):
    CONTACT = f"mailto:{CONTACT}"

ADDRESSES = resolve(os.environ, HOME)
AS_OWNER = env.bool("PLEK_AS_OWNER", False)
if AS_OWNER and not ADDRESSES.owner_url:
    raise ImproperlyConfigured("This needs the owner of the database: set DATABASE_OWNER_URL.")
DATABASES = {"default": database_settings((AS_OWNER and ADDRESSES.owner_url) or ADDRESSES.app_url)}
OWNER_DATABASE = database_settings(ADDRESSES.owner_url) if ADDRESSES.owner_url else None
APPLICATION_ROLE = database_settings(ADDRESSES.app_url)["USER"]
if env.bool("PLEK_DATABASE_POOL", False):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8}
    DATABASES["default"]["CONN_MAX_AGE"] = 0
if env.bool("PLEK_PREPARED_STATEMENTS", True):
    DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 1
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "plek.shared",
    "plek.shared.ui",
    "plek.audit",
    "plek.notices",
    "plek.accounts",
    "plek.organisations",
    "plek.caseload",
    "plek.employers",
    "plek.employment",
    "plek.benefits",
    "plek.fidelity",
    "plek.portal",
    "plek.exchange",
    "plek.config.apps.ConfigConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "django_linear_migrations",
]

MIDDLEWARE = [
    "plek.config.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "plek.config.middleware.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "plek.config.middleware.CharactersMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "plek.accounts.middleware.UserMiddleware",
    "plek.accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "plek.accounts.middleware.SessionLimitMiddleware",
    "plek.accounts.middleware.SecondFactorMiddleware",
    "plek.organisations.middleware.MembershipMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "plek.config.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "plek.config.urls"
WSGI_APPLICATION = "plek.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "shared/ui/templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "plek.shared.ui.typeset.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "django.templatetags.static",
                "plek.shared.templatetags.plek",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plek.config.frame.frame",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "organisations:home"
LOGOUT_REDIRECT_URL = "account_login"

SESSION_ENGINE = "plek.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = env.int("PLEK_SESSION_IDLE_SECONDS", 15 * 60)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = TLS
SESSION_COOKIE_NAME = "__Host-plek" if TLS else "plek"
CSRF_COOKIE_NAME = "__Host-plek-csrf" if TLS else "plek-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "plek.config.faults.without_token"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'", NONCE],
        "style-src": ["'self'", NONCE],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "plek_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "plek.config.formats"

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("PLEK_STATIC_ROOT", "") or HOME / "static")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.str("PLEK_MAIL_URL", "")
    else ("django.core.mail.backends.console.EmailBackend")
)
if env.str("PLEK_MAIL_URL", ""):
    mail = env.dj_email_url("PLEK_MAIL_URL")
    EMAIL_HOST, EMAIL_PORT = mail["EMAIL_HOST"], mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("PLEK_MAIL_FROM", "plek@localhost")

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "plek.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords and codes have a lock-out of their own (accounts.lockout); a hospital shares one address.
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": "", "reset_password": "60/m/ip,5/h/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PLEK_PROXIES", 1 if PRODUCTION else 0)
MFA_ADAPTER = "plek.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": ""}
MFA_TOTP_ISSUER = "Plek"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS
SEARCHES_PER_MINUTE = env.int("PLEK_SEARCHES_PER_MINUTE", 120)
FILES_PER_HOUR = env.int("PLEK_FILES_PER_HOUR", 30)
SECOND_FACTOR_FOR_READING_THE_LOG = True
SECOND_FACTOR_FOR_STAFF = env.bool("PLEK_SECOND_FACTOR_FOR_STAFF", True)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "plek.config.logs.RequestIdFilter"}},
    "formatters": {
        "json": {"()": "plek.config.logs.JsonFormatter"},
        "plain": {"format": "%(levelname)s %(message)s"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": "json" if PRODUCTION else "plain",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO" if PRODUCTION else "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},
}
