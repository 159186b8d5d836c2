"""Entering the programme, as faces see it: what waits, assemblies, agreements, services, progress."""
