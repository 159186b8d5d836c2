"""The padrón as faces see it: households found, one household's file, and what it says of each period."""
