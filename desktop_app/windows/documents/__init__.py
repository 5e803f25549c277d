"""The workspace Papers: assessments, reports, plans and chronologies, written from the record."""
