"""Casemate, the application on the desk."""
