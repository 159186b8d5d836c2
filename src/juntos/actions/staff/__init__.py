"""The programme's posts: which places each gestor accompanies, from a day on."""

from juntos.actions.staff.assigning import assign_places

__all__ = ["assign_places"]
