"""Leaving a trace, sealing it, and finding whether anybody has touched it."""

from juntos.actions.audit.sealing import seal_events
from juntos.actions.audit.tracing import Trace, record_event
from juntos.actions.audit.verifying import verify_audit

__all__ = ["Trace", "record_event", "seal_events", "verify_audit"]
