"""Capture: the list of a clinic or a school, keyed row by row, signed, and given back."""
