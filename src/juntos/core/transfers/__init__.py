"""Transfers: what a household's results mean for its payment, this period and over time."""
