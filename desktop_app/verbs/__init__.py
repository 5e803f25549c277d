"""What can be done without a window, and opening the window: one file a verb."""
