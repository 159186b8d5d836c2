"""What the product costs: a cycle against its floor, each piece of work in a process of its own."""

from juntos.actions.bench.apart import apart
from juntos.actions.bench.cycle import PERIOD, CycleBench, Sample, bench_cycle, run_cut
from juntos.actions.bench.spent import Spent, spend

__all__ = ["PERIOD", "CycleBench", "Sample", "Spent", "apart", "bench_cycle", "run_cut", "spend"]
