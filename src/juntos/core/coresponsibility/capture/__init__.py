"""Capture: what a list's row asks, how what was typed is read, the tick it earns, and the doubts it raises.

One row serves the clinic's own record and the programme (formato único, DOMAIN 3.7): nothing is asked twice.
"""
