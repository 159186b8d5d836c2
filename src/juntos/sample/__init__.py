"""A fictitious region as files: Apurímac 2011, with real places and invented people, services and events.

It imports core only: neither the rules of attribution nor their thresholds, so that what it hides can
judge them.
"""

from juntos.sample.write import SIZES, write

__all__ = ["SIZES", "write"]
