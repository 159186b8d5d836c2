"""What faces read: frozen dataclasses and pages of them, scoped, never a model."""
