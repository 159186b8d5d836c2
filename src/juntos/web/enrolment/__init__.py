"""Entering the programme: progress, visits, assemblies, services, agreements, approval."""
