"""The tables of money: what was settled and its payrolls, and what the bank was asked and answered."""
