"""Co-responsibilities: who must do what, what the evidence says, and who answers for a failure."""
