"""From one set of tables to the next, forwards only. A new database gets the tables of today and their number."""
