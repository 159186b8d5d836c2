"""Work that nobody waits for: sealing the trail, and long work asked for on a page."""
