"""Writing down what a service has, deciding whether it suffices, telling the district, and waiving."""
