"""The paper as a tagged PDF: letters, lines, pages, marks, tags, in that order of modules."""
