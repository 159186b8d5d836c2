"""Whether clinics and schools can attend: services, capacity sheets, gaps, who may enrol."""
