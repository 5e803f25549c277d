"""What comes in and goes out: mail, tables, family trees. No vault, no window: files in, plain shapes out."""
