"""Store remembers: the one app of ours with tables."""
