"""The application as a server runs it: Django's pages, and in front of them the files that never change."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from whitenoise import WhiteNoise

from juntos.settings.office import made_key
from juntos.web.assets import ASSETS


def application_of() -> WhiteNoise:
    """A new application; raises RequestError where there is no secret key and none may be made."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juntos.settings")
    settings.SECRET_KEY = made_key(settings.OFFICE)
    django.setup(set_prefix=False)
    served = WhiteNoise(WSGIHandler(), immutable_file_test=lambda path, url: True)
    for asset in ASSETS.values():
        served.add_file_to_dictionary(asset.url, str(asset.path))
    return served


application = application_of()
