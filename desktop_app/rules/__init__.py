"""What follows from what is kept: pure functions, no clock of their own."""
