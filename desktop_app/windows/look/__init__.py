"""The look: theme tokens, fonts, icons, the one style, and the marks that delegates paint."""
