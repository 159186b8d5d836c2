"""Other systems' formats, read and written: a driver that decides nothing and knows no table of ours."""
