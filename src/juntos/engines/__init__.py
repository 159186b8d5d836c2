"""Engines compute: they run core's steps over the tables of a cut."""
