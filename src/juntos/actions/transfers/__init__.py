"""From a posted run to money that is committed: signing, liquidating, answering for it, and checking it."""
