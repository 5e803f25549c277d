"""What is read: one function for each list or screen, giving plain rows. Handed to `desk.read`."""
