"""Django's settings: everything an office may set comes from the environment, named JUNTOS_* or DATABASE_URL.

Without any, the store is one SQLite file under ``var/`` beside where the command is run.
"""

import os

from juntos.settings.office import Office

OFFICE = Office.of(os.environ)

DEBUG = OFFICE.is_debug
USE_TZ = True
TIME_ZONE = "America/Lima"
LANGUAGE_CODE = "es-pe"
USE_I18N = True
SECRET_KEY = OFFICE.secret_key
ALLOWED_HOSTS = list(OFFICE.hosts)
ROOT_URLCONF = "juntos.web.urls"
WSGI_APPLICATION = "juntos.web.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django_htmx",
    "juntos.store",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "juntos.web.headers.secured",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [OFFICE.templates],
        "OPTIONS": {"environment": "juntos.web.rendering.environment"},
    }
]

AUTH_USER_MODEL = "store.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

# A session lives as long as a day's work at most, and far less when nobody uses it (web.sessions).
SESSION_COOKIE_NAME = "juntos"
SESSION_COOKIE_AGE = OFFICE.session_hours * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = OFFICE.is_https
CSRF_COOKIE_SECURE = OFFICE.is_https
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "juntos.web.failing.forged"
SECURE_SSL_REDIRECT = OFFICE.is_https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if OFFICE.is_https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

DATABASES = {"default": OFFICE.database}
