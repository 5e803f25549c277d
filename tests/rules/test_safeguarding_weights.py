"""What each word weighs is what the notes teach; run as a script, this writes the weights into the list anew."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from desktop_app import paths
from desktop_app.rules.safeguarding import WordList, load_words
from desktop_app.rules.safeguarding.reading import sentences_of, weigh

NOTES = Path(__file__).parent / "safeguarding_notes"
LIST = paths.resources() / "words" / "safeguarding.toml"
NEVER_SEEN = 0.5
"""What stands for a word that one kind of note never has."""
HEAVIEST = 3.0
TELLING = "told tell says said say sez saying asked rang ring ringing rung call caller phoned reports states stated"
"""Words that any note may begin with. Neither they nor little words weigh anything."""


def notes(kind: str) -> list[str]:
    files = sorted(NOTES.glob(f"*_{kind}.txt"))
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]


def learnt(words: WordList, harm: Iterable[str], benign: Iterable[str]) -> dict[str, float]:
    """The weight of each word: the logarithm of its share among worrying notes' words over everyday notes'."""
    counts = [count(words, harm), count(words, benign)]
    worrying, everyday = (sum(one.values()) for one in counts)
    weights = {}
    for word in {*counts[0], *counts[1]}:
        shares = (counts[0][word] + NEVER_SEEN) / worrying, (counts[1][word] + NEVER_SEEN) / everyday
        weight = round(max(-HEAVIEST, min(HEAVIEST, math.log(shares[0] / shares[1]))), 1)
        if weight:
            weights[word] = weight
    return weights


def count(words: WordList, every: Iterable[str]) -> Counter[str]:
    """In how many notes each word stands outside a saying; not names, which are never written small."""
    counted: Counter[str] = Counter()
    for note in every:
        sentences = sentences_of(note, words.speller)
        counted.update(
            {
                token.folded
                for sentence in sentences
                for token in weigh(sentence, words)
                if note[token.start].islower() and not (token.little or token.folded in TELLING.split())
            }
        )
    return counted


def as_written(weights: dict[str, float]) -> str:
    """The weights as the list holds them: a line for each weight, heaviest first, then its words."""
    lines = []
    for weight in sorted(set(weights.values()), reverse=True):
        lines.append(" ".join([f"{weight}", *sorted(word for word in weights if weights[word] == weight)]))
    return "\n".join(lines)


def test_the_list_weighs_words_as_the_notes_teach() -> None:
    words = load_words()
    assert words.weights == learnt(words, notes("harm"), notes("benign"))


def write() -> None:
    words = load_words()
    text = LIST.read_text(encoding="utf-8")
    start = text.index("words = '''", text.index("[weights]")) + len("words = '''")
    end = text.index("'''", start)
    weights = as_written(learnt(words, notes("harm"), notes("benign")))
    LIST.write_text(f"{text[:start]}\n{weights}\n{text[end:]}", encoding="utf-8")


if __name__ == "__main__":
    write()
