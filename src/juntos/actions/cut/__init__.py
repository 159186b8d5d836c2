"""The cut's door: what is wrong with a folder before anything is computed from it, and what it holds."""

from juntos.actions.cut.check import CutSummary, TableSummary, check_cut, describe_cut

__all__ = ["CutSummary", "TableSummary", "check_cut", "describe_cut"]
