"""The pages of transfers: payrolls prepared, reviewed, approved or sent back, and one to sign."""
