"""The padrón: finding people in it, reading a household's file, and what changes it."""
