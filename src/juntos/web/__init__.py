"""The face that people see: pages on the record, one module a context (docs/web.md)."""
