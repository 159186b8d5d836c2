"""Accounts: the users of a region, and one's own."""
