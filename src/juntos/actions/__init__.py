"""Actions change things: one function per verb, which faces call."""
