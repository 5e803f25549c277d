"""`casemate-server` on the command line."""
