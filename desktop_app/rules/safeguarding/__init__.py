"""Which words in a call note should raise it. They only ever raise; the person on the telephone decides."""

from desktop_app.rules.safeguarding.reading import Prompt, read_note
from desktop_app.rules.safeguarding.words import WordChange, WordList, load_words

__all__ = ["Prompt", "WordChange", "WordList", "load_words", "read_note"]
