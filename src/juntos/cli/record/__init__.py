"""The commands that need the record. Whoever imports one of them has opened the store that is set.

Every other command does without Django (house test).
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juntos.settings")
django.setup(set_prefix=False)
