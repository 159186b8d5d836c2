"""The padrón's pages: finding households, a household's file, and why its period came out as it did."""
