"""Regions, provinces, districts and centros poblados, and the official outlines to draw them with."""
