"""Core decides: the programme's rules, pure, with the standard library alone."""
