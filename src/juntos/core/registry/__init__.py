"""The padrón: its tables in a cut, its states and events, who it leaves out, and who looks after it."""

from juntos.core.registry.tables import HOUSEHOLDS, MEMBERS, PADRON_ERRORS, PREGNANCIES, TABLES

__all__ = ["HOUSEHOLDS", "MEMBERS", "PADRON_ERRORS", "PREGNANCIES", "TABLES"]
