"""Paper prints: everything to look at or to print, from numbers that it is given."""
