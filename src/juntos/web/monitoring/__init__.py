"""The programme in figures: what anybody may know of it."""
