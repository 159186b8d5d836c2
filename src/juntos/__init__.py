"""juntos: the management system of a conditional cash transfer programme."""

__version__ = "0.1.0"
