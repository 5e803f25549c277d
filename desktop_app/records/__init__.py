"""What is kept: plain typed records, each declared once. No Qt, no SQL, no clock of its own."""
