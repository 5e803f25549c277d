"""From one set of tables to the next, forwards only; a verified encrypted copy stands behind every step."""
