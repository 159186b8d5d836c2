"""The pages of the list of poor households: sending it, what it would do, what it did, whose class ends."""
