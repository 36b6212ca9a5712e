"""Settings of the web app. Folder and port are told by the command; there is nothing to set up."""

import hashlib
import os
from pathlib import Path

from instep.web.clock import zone_name
from instep.web.database import choose_sqlite, settings_for

choose_sqlite()

WEB = Path(__file__).parent
FOLDER = Path(os.environ.get("INSTEP_WEB_FOLDER", os.curdir))
PORT = int(os.environ.get("INSTEP_WEB_PORT") or 0)
TLS = os.environ.get("INSTEP_WEB_TLS") == "1"


def _digest(folder: Path) -> str:
    """Changes when any static file does, so that a browser may keep each for ever."""
    digest = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:12]


# -- What it is ----------------------------------------------------------------------------------

DEBUG = False
SECRET_KEY = os.environ.get("INSTEP_WEB_SECRET") or os.urandom(32).hex()
ROOT_URLCONF = "instep.web.urls"
WSGI_APPLICATION = "instep.web.wsgi.application"
INSTALLED_APPS = ["instep.web.records"]
DATABASES = {"default": settings_for(FOLDER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- Who may come in -----------------------------------------------------------------------------

ALLOWED_HOSTS = os.environ.get("INSTEP_WEB_HOSTS", "127.0.0.1 localhost").split()
USUAL_PORT = 443 if TLS else 80  # a browser leaves it out
OWN_HOSTS = frozenset(name if PORT == USUAL_PORT else f"{name}:{PORT}" for name in ALLOWED_HOSTS)
COOKIE_PREFIX = "__Host-" if TLS else ""  # no other host, path or plain page can set such a one
DOOR_COOKIE = f"{COOKIE_PREFIX}instep-{PORT}"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}instep-form-{PORT}"
CSRF_COOKIE_SECURE = TLS
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "instep.web.http.form_too_old"
DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
APPEND_SLASH = False

SILENCED_SYSTEM_CHECKS = [
    "security.W001",  # no SecurityMiddleware: http.headers sets the same headers, and more
    "security.W002",  # no XFrameOptionsMiddleware: http.headers again
    *([] if TLS else ["security.W016"]),  # on 127.0.0.1 there is no TLS for a Secure cookie
]

MIDDLEWARE = [
    "instep.web.http.headers",
    "instep.web.http.own_host_only",
    "instep.web.http.at_home_only",
    "instep.web.http.gzipped",
    "instep.web.http.door",
    "instep.web.http.own_pages_only",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "instep.web.http.when_it_cannot_be_kept",
    "django.middleware.csrf.CsrfViewMiddleware",
]

# -- What it looks like --------------------------------------------------------------------------

STATIC_ROOT = WEB / "static"
STATIC_URL = f"/static/{_digest(STATIC_ROOT)}/"
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "components/templates", *sorted(WEB.glob("pages/*/templates"))],
        "OPTIONS": {
            "context_processors": ["instep.web.components.page.page"],
            "builtins": ["instep.web.components.tags", "django.templatetags.static"],
        },
    }
]
USE_I18N = False
USE_TZ = True
TIME_ZONE = zone_name()

# -- What it writes to the terminal: what went wrong and where, never what was said --------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "instep.web.log.PlainLog"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["terminal"], "level": "ERROR"},
    "loggers": {"django": {"handlers": [], "level": "ERROR", "propagate": True}},
}
