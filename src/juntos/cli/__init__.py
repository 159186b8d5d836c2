"""The command line: what a person types, what a program reads back."""
