"""What pages cost on the server: the parts of ``benchmarks.pages``, each in a process of its own."""
