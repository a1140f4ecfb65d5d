"""The site's settings, in a folder of the run's own and without slow passwords."""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="suhbat-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

for name in ("DEBUG", "SITE_URL", "ALLOWED_HOSTS", "SEARCH_URL", "TRUSTED_PROXY"):
    os.environ.pop(name, None)
os.environ.update(DATA_DIR=FOLDER, PORT="8000", SECRET_KEY="a key for tests" * 4)

from archive.settings import *  # noqa: E402, F403

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, so that threads share it as they do on a real site.
    DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER}/tests.sqlite3"}  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TRAIL_HEAD = None  # tests share a folder, and each has a trail of its own
IS_THROTTLED = False  # tests ask faster than readers; those of throttling turn it on
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PAGES_MEMORY = 0  # tests count queries; those of stored pages keep some
