"""A genogram on paper and in files: the same shapes as SVG, PDF and PNG. Each is imported where it is made."""
