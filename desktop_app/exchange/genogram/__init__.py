"""Families as other programs keep them, read into the facts a genogram is drawn from, and written back."""
