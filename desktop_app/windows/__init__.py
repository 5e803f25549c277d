"""What is seen: the look, the widget kit, the shell, and one folder a workspace."""
