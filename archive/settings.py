"""Django's settings. What the environment says of them is read by `environment`."""

from datetime import timedelta
from os import environ
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from archive.environment import (
    LOOPBACK,
    read_database,
    read_embed_origins,
    read_list,
    read_megabytes,
    read_port,
    read_search,
    read_seconds,
    read_secret_key,
    read_site_url,
)
from archive.stored.static import describe_file

BASE_DIR = Path(__file__).resolve().parent.parent

# Where the archive is kept, and where it is read

PORT = read_port()
SITE_URL = read_site_url(PORT)
DATA_DIR = Path(environ.get("DATA_DIR") or BASE_DIR / "var").absolute()
# Who may frame the embedded pages, which hold public words and links alone.
EMBED_ORIGINS = read_embed_origins()
CONTACT_EMAIL = environ.get("CONTACT_EMAIL", "")
TRUSTED_PROXY = read_list("TRUSTED_PROXY")
# Whether ingest may ask addresses of this machine and of the network around it.
ALLOW_PRIVATE_ADDRESSES = environ.get("ALLOW_PRIVATE_ADDRESSES") == "1"
DATABASES = {"default": read_database(DATA_DIR)}
HAYSTACK_CONNECTIONS = {"default": read_search(DATA_DIR, DATABASES["default"])}
# How long a search may take before the page says that it was too wide.
SEARCH_SECONDS = read_seconds("SEARCH_SECONDS", 2.0)
# Memory of each worker for pages that are kept until something changes.
PAGES_MEMORY = read_megabytes("PAGES_MEMORY", 64)
HAYSTACK_SIGNAL_PROCESSOR = "archive.search.indexing.TaskProcessor"

# Django

DEBUG = environ.get("DEBUG") == "1"
SECRET_KEY = read_secret_key(SITE_URL, PORT, DATA_DIR)
SITE_HOST = urlsplit(SITE_URL).hostname or ""
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS") or (
    LOOPBACK if SITE_HOST in LOOPBACK else [SITE_HOST]
)
ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # First, so that our commands and templates come before those of the packages.
    "archive",
    "archive.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "haystack",
    "simple_history",
]

MIDDLEWARE = [
    "archive.stored.delivery.deliver",
    # Before what is said of pages alone.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "archive.middleware.speak_by_address",
    "archive.middleware.trust_proxy",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "archive.middleware.seal_responses",
    "archive.middleware.refuse_requests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    # Last, as it asks: it turns a locked login into an answer.
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "archive.templates.Templates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Words and times

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("kk", "Қазақша"), ("ru", "Русский")]
FORMAT_MODULE_PATH = "archive.formats"
LOCALE_PATHS = [BASE_DIR / "archive" / "locale"]
TIME_ZONE = "UTC"

# Static files: hashed names, kept for a year, compressed once

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = describe_file
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "archive.stored.sheets.Collected"},
}

# Who may come in

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_TEMPLATE = "admin/locked.html"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
# Whom to keep out is told by address; names may be those of honest editors.
AXES_SENSITIVE_PARAMETERS = ["username"]

# How often one client may ask: (requests a minute, at once); THROTTLE=0 counts none
IS_THROTTLED = environ.get("THROTTLE") != "0"
PACES = {"search": (120, 40), "suggestions": (300, 60), "reports": (1 / 30, 5)}
PACES |= {"exports": (12, 6), "feeds": (60, 30), "check": (30, 15), "source": (120, 60)}

# What a browser may do with our pages

IS_HTTPS = SITE_URL.startswith("https:")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_AGE = None  # until the browser is closed
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SECURE = IS_HTTPS
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
# Harmless when forged: it can only ask for the stricter rules of https.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None

# What is written down: one line a fault, its traceback for a fault of ours alone

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name}: {message}",
            "datefmt": "%Y-%m-%d %H:%M:%S",
            "style": "{",
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        # Requests that were refused are a matter of their senders.
        "django.security": {"level": "CRITICAL"},
        # What a cluster refuses is told by EngineUnavailable, without our queries.
        "opensearch": {"level": "CRITICAL"},
    },
}
