"""Filling an empty record from files: the sample's region, or an office's own history in the same layout."""

from juntos.actions.record.load import load_record

__all__ = ["load_record"]
