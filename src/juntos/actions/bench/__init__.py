"""What the product costs: a cycle against its floor, each piece of work in a process of its own."""

from juntos.actions.bench.apart import apart
from juntos.actions.bench.cycle import CycleBench, Sample, bench_cycle
from juntos.actions.bench.spent import Spent, spend

__all__ = ["CycleBench", "Sample", "Spent", "apart", "bench_cycle", "spend"]
