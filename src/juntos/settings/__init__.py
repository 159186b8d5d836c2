"""Django's settings: everything an office may set comes from the environment, named JUNTOS_* or DATABASE_URL.

Without any, the store is one SQLite file under ``var/`` beside where the command is run.
"""

import os
from pathlib import Path

import dj_database_url

DEBUG = False
USE_TZ = True
TIME_ZONE = "America/Lima"
LANGUAGE_CODE = "es-pe"
USE_I18N = True
SECRET_KEY = os.environ.get("JUNTOS_SECRET_KEY", "only-for-an-embedded-store-on-one-machine")
ALLOWED_HOSTS = os.environ.get("JUNTOS_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = ["django.contrib.contenttypes", "juntos.store"]
AUTH_USER_MODEL = "store.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

_EMBEDDED = f"sqlite:///{Path('var/juntos.sqlite3').resolve()}"
DATABASES = {"default": dict(dj_database_url.parse(os.environ.get("DATABASE_URL", _EMBEDDED)))}
if "sqlite" in str(DATABASES["default"]["ENGINE"]):
    # A writer takes its turn at once instead of failing half-way; readers never wait for it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
