"""The forms of a service in a period: their states, their serials, and the list that they are made from."""
