"""The report of a run or of a year of runs: one page that says why before who."""

from juntos.paper.report.build import build
from juntos.paper.report.figures import District, Figures, HouseholdTold, RunFacts, Setting
from juntos.paper.report.page import render

__all__ = ["District", "Figures", "HouseholdTold", "RunFacts", "Setting", "build", "render"]
