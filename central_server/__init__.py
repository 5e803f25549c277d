"""The other end: the council's server. Keeps the log of Changes, decides who sees what, speaks with the laptops."""
