"""People as others hand them over: CSV, XLSX and GEDCOM, read as said; and GEDCOM written, with what it can't carry."""
