"""The sealer: seals the trail every minute for as long as the application is served."""

import logging
from threading import Event, Thread

from django.db import DatabaseError, connection
from django.utils import timezone

from juntos.actions.audit import seal_events

SECONDS = 60
LOG = logging.getLogger(__name__)


def start_sealer(seconds: float = SECONDS) -> Event:
    """Seal now and every ``seconds``, in a thread of its own, until the event that is returned is set.

    A store that cannot be reached for a while is tried again: events wait for the next seal.
    """
    stopped = Event()
    Thread(target=_seal, args=(stopped, seconds), name="sealer", daemon=True).start()
    return stopped


def _seal(stopped: Event, seconds: float) -> None:
    while True:
        try:
            seal_events(at=timezone.localtime())
        except DatabaseError:
            LOG.exception("the trail could not be sealed; it is tried again in %s s", seconds)
        finally:
            connection.close()
        if stopped.wait(seconds):
            return
