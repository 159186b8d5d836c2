"""Programmes and data that are not Juntos, run by the same engine."""
