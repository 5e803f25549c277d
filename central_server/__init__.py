"""The other end: the council's server. Grows with sync."""
