"""The widget kit: one component a file, all painted from the tokens of the look."""
