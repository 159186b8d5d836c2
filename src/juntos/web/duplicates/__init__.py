"""Who may be in the padrón twice: the queue, the two records side by side, and the decision."""
