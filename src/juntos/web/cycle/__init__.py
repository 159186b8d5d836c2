"""The pages of the cycle: cuts and runs, a period's results, where the State failed, and rules tried."""
