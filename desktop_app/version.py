"""What this is called and which one it is."""

NAME = "Casemate"
VERSION = "0.1.0"
