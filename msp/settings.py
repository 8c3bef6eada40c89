"""Settings, all from the environment. `docs/how-to/run-it-for-real.md` lists every variable.

`python3 dev.py up` sets what one machine needs; production sets the rest and refuses to start when something
dangerous was left at a default (`msp/checks.py`).
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def secret(name: str, default: str | None = None) -> str:
    """A value from NAME, or from the file that NAME_FILE points to (container secrets)."""
    path = env.str(f"{name}_FILE", default="")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return str(env.str(name) if default is None else env.str(name, default=default))


DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
PRODUCTION = env.bool("PRODUCTION", default=False)
INSECURE_SECRET_KEY = "only-for-one-machine-never-for-a-council"  # noqa: S105 -- production refuses it
SECRET_KEY = secret("SECRET_KEY", INSECURE_SECRET_KEY)
SECRET_KEY_FALLBACKS = secret("SECRET_KEY_FALLBACKS", "").split()  # earlier ones, to read what they signed
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "crispy_forms",
    "django_htmx",
    "msp",
    "audit",
    "ui",
    "accounts",
    "people",
    "enquiries",
    "outcomes",
    "principles",
    "casefile",
    "oversight",
]

MIDDLEWARE = [
    "ui.headers.EveryAnswerMiddleware",
    "csp.middleware.CSPMiddleware",
    "accounts.middleware.NobodyYetMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "audit.middleware.RequestIdMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "audit.middleware.WhoAsksMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.SecondStepMiddleware",
    "ui.middleware.KeepTextMiddleware",
    "audit.middleware.PolicyMiddleware",
    "audit.middleware.TraceMiddleware",
    "audit.middleware.RefusalMiddleware",
    "accounts.middleware.SignOutMiddleware",
]

ROOT_URLCONF = "msp.urls"
WSGI_APPLICATION = "msp.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ui.context.page",
                "casefile.context.bell",
                "enquiries.context.broken_glass",
                "accounts.navigation.menu",
                "casefile.helping.page_help",
            ],
            "builtins": ["ui.templatetags.ui"],
        },
    }
]

# The web and the workers connect as a role that owns nothing; migrations as the owner (decision 3).
DATABASES = {"default": env.db_url_config(secret("DATABASE_URL", "postgresql:///msp"))}
DATABASES["default"] |= {
    "ENGINE": "msp.postgresql",  # tells the database who asks (decision 13)
    "ATOMIC_REQUESTS": True,
    "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
    "CONN_HEALTH_CHECKS": True,
}
if password := secret("DATABASE_PASSWORD", ""):
    DATABASES["default"]["PASSWORD"] = password
# The role's own limit suits a page that somebody waits for; the workers are given a longer one.
if statement_timeout := env.str("DATABASE_STATEMENT_TIMEOUT", default=""):
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = f"-c statement_timeout={statement_timeout}"
DATABASE_OWNER_URL = secret("DATABASE_OWNER_URL", "")
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = env.int("STEP_UP_MINUTES", default=15) * 60
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=PRODUCTION)  # of every role
MFA_ADAPTER = "accounts.second_steps.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]  # recovery codes are our own: the library keeps them readable
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "accounts.code_forms.CodeForm",
    "reauthenticate": "accounts.code_forms.CodeAgainForm",
}
MFA_TOTP_ISSUER = "What matters to me"
MFA_TOTP_TOLERANCE = (
    1  # periods of 30 seconds, for slow typists and clocks; each code works once all the same
)
MFA_RATE_LIMITS = {"webauthn_login": "100/m/ip"}
ACCOUNT_RATE_LIMITS = {  # generous to an address, because a whole council may come from one
    "login": None,  # `accounts/tries.py` limits a place more; the library's count would let in one at a time
    "login_failed": "5/300s/key",  # of the second step, after the right password; passwords: `accounts/tries.py`
    "reset_password": "100/m/ip,5/m/key",
    "reset_password_from_key": "100/m/ip",
    "signup": "100/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if PRODUCTION else 0)
# In the database, because limits that each process counted alone would be as many as there are processes, and
# because signing in must not need the broker (decision 17).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = env.int("SESSION_IDLE_MINUTES", default=30) * 60
SESSION_ABSOLUTE_HOURS = env.int("SESSION_ABSOLUTE_HOURS", default=12)
STEP_UP_MINUTES = env.int("STEP_UP_MINUTES", default=15)
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "ui.views.csrf_failure"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (
        "__Host-session",
        "__Host-csrf",
    )  # no neighbouring host can set them
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without the proxy
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_MAX_MB = env.int("UPLOAD_MAX_MB", default=5)  # of one file; the proxy's limit is to be above it
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")  # /run/clamav/clamd.ctl or host:port

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["msp.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False

CRISPY_ALLOWED_TEMPLATE_PACKS = "govuk"
CRISPY_TEMPLATE_PACK = "govuk"

CELERY_BROKER_URL = secret("BROKER_URL", "redis://localhost:6379/0")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 10}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_ROUTES = {"casefile.tasks.make_due_reports": {"queue": "reports"}}
CELERY_BEAT_SCHEDULE = {
    "seal-audit": {
        "task": "audit.tasks.seal_audit",
        "schedule": 5,
        "options": {"expires": 4},
    },
    "make-due-reports": {
        "task": "casefile.tasks.make_due_reports",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "find-due-reminders": {
        "task": "casefile.tasks.find_due_reminders",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "send-due-digests": {
        "task": "casefile.tasks.send_due_digests",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "remove-ended-sessions": {
        "task": "accounts.tasks.remove_ended_sessions",
        "schedule": 3600,
        "options": {"expires": 3000},
    },
    "remove-old-drafts": {
        "task": "ui.tasks.remove_old_drafts",
        "schedule": 3600,
        "options": {"expires": 3000},
    },
}

EMAIL_CONFIG = env.email_url_config(secret("EMAIL_URL", "consolemail://"))
if "EMAIL_FILE_PATH" in EMAIL_CONFIG:  # the library drops the first slash of filemail:///var/mail
    EMAIL_CONFIG["EMAIL_FILE_PATH"] = "/" + EMAIL_CONFIG["EMAIL_FILE_PATH"].lstrip("/")
vars().update(EMAIL_CONFIG)
COUNCIL_NAME = env.str("COUNCIL_NAME", default="Invented County Council" if DEMO else "")
# A number that is kept free for invented people: nobody answers it.
COUNCIL_TELEPHONE = env.str("COUNCIL_TELEPHONE", default="01632 960999" if DEMO else "")
REPORT_SECONDS = env.int("REPORT_SECONDS", default=120)  # the longest that making one report may take
REPORT_MEMORY_MB = env.int("REPORT_MEMORY_MB", default=2048)  # of address space, for each worker process
REMINDER_REVIEW_DAYS = env.int("REMINDER_REVIEW_DAYS", default=28)  # calendar days
REMINDER_ESCALATE_DAYS = env.int("REMINDER_ESCALATE_DAYS", default=10)  # calendar days overdue

# The audit trail: where each signed end of its chain is kept besides the database, how often at most, and its key.
AUDIT_HEADS_TO = env.str("AUDIT_HEADS_TO", default="")  # file:///…, mailto:…, https://… (PUT)
AUDIT_HEADS_SECONDS = env.int("AUDIT_HEADS_SECONDS", default=20)
AUDIT_HEADS_KEY = secret("AUDIT_HEADS_KEY", "")
AUDIT_HEADS_TOKEN = secret("AUDIT_HEADS_TOKEN", "")

UNUSUAL_RECORDS_AN_HOUR = env.int("UNUSUAL_RECORDS_AN_HOUR", default=30)
UNUSUAL_HOURS = tuple(int(hour) for hour in env.str("UNUSUAL_HOURS", default="7-20").split("-"))

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="safeguarding@localhost")

DEFAULT_EXCEPTION_REPORTER_FILTER = "msp.logs.NothingTyped"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "msp.logs.QuietFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},  # no mails to administrators
        "django.db.backends": {"level": "WARNING"},  # never statements, whatever LOG_LEVEL says
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
