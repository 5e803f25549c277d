"""Who may ask for what: people and their teams, families and who has them, devices and their keys."""
