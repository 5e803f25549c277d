"""Assessments, reports and plans: their skeletons, the statements pulled into them, and what is missing."""
