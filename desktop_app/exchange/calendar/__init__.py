"""iCalendar in and out: files, invitations by mail, and a council's CalDAV server."""
