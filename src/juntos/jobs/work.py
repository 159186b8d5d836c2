"""``python -m juntos.jobs.work NUMBER``: does a piece of long work that a page asked for."""

import os
import sys

import django
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

DO = "juntos.actions.coresponsibility.working.do_work"  # by its name: it reads models, once they are there


def main(number: int) -> int:
    """Do the work; 0 when it was done or refused in words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juntos.settings")
    django.setup(set_prefix=False)
    import_string(DO)(number, settings.OFFICE.files, timezone.localtime)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
