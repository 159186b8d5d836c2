"""What the State offers, as faces see it: services, sheets, decisions, gaps, and who may enrol."""

from juntos.store.reads.supply.permission import permissions

__all__ = ["permissions"]
