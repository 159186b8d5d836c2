"""The pages of forms: a period's batches, their way from print to closing, and who signs for a service."""
