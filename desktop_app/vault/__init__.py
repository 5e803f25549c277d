"""Where everything is kept: keys, the encrypted file, its tables, migrations, search and backup."""
