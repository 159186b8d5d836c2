"""Twenty people at once on a new store, in a process of its own: prints events written, sealed, faults."""

import sys
from concurrent.futures import ThreadPoolExecutor

from django.core.management import call_command
from django.db import connection, transaction

from juntos.actions.audit import Trace, record_event, seal_events, verify_audit
from juntos.store.models import Event, SealedEvent
from tests.store.conftest import NOON

WRITERS, EACH = 20, 10


def write(writer: int) -> None:
    try:
        for k in range(EACH):
            with transaction.atomic():
                record_event(Trace("household.viewed", f"{writer}-{k}", region="03"), by=None, at=NOON)
            if k % 4 == 0:
                seal_events(at=NOON)
    finally:
        connection.close()


def main() -> None:
    call_command("migrate", verbosity=0)
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    seal_events(at=NOON)
    sys.stdout.write(f"{Event.objects.count()} {SealedEvent.objects.count()} {len(verify_audit())}\n")
