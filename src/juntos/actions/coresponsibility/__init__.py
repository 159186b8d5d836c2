"""Verifying co-responsibilities: running a period, and a year of them, on folders."""
