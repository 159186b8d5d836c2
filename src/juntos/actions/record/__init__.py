"""Filling an empty record from files: the sample's region, or an office's own history in the same layout."""

from juntos.actions.record.load import Loaded, load_record
from juntos.actions.record.year import run_record_year

__all__ = ["Loaded", "load_record", "run_record_year"]
