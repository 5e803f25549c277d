"""Reading a note for safeguarding words, as it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from desktop_app.rules.safeguarding.phrases import BESIDE, Found, Token
from desktop_app.rules.safeguarding.spelling import Speller, fold
from desktop_app.rules.safeguarding.words import TEAM, UNEASE, Negation, WordList

_PIECE = re.compile(
    r"(?P<ae>\b[aA]\s?[&+]\s?[eE]\b)|(?P<word>[^\W_]+(?:['’‘`´\u00ad\u200b][^\W_]+)*)|(?P<end>[.!?;\n\r\u2028])"
)
_ASK = "Is anyone at risk now? It can only raise this call. You decide."
_NAMED = 3
"""Words that the sentence quotes before it says how many more there are."""
_TELLING = 0.5
"""What a word must weigh to tell something; one telling word alone raises nothing."""
_JOINED = 7
"""Letters that two pieces must make together before they are read as one word ("over dose")."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a note asks. `words` are as written in the note, `spans` their (start, end) characters, in order.

    `why` is the sentence to show, empty when there is no prompt; `categories` are the kinds of harm named.
    """

    prompt: bool
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    why: str
    categories: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The answer of `casemate explain note`."""
        return {"prompt": self.prompt, "words": list(self.words), "why": self.why}


def read_note(note: str, words: WordList) -> Prompt:
    """Whether the note holds words that should raise it, and which.

    A sentence is read by itself, so adding text after a full stop never takes a prompt away. Nothing of the note
    is kept.
    """
    sentences = list(sentences_of(note, words.speller))
    heard = _harms(sentences, words) or _uneasy(sentences, words)
    spans = _outermost(list(heard))
    said = tuple(dict.fromkeys(" ".join(note[start:end].split()) for start, end in spans))
    kinds = tuple(dict.fromkeys(heard[span] for span in spans))
    return Prompt(bool(spans), said, tuple(spans), _why(said) if spans else "", kinds)


_Heard = dict[tuple[int, int], str]
"""Where words were heard, each with the kind of harm."""


def _harms(sentences: list[list[Token]], words: WordList) -> _Heard:
    """Where the phrases stand that nothing takes away."""
    heard: _Heard = {}
    for sentence in sentences:
        for found in _raised(sentence, words):
            span = (sentence[found.places[0]].start, sentence[found.places[-1]].end)
            heard.setdefault(span, found.phrase.category)
    return heard


def _uneasy(sentences: list[list[Token]], words: WordList) -> _Heard:
    """The heaviest words of the sentences whose words, two of them telling, together weigh more than the bar."""
    heard: _Heard = {}
    kin = words.harms.groups["kin"]  # "dad's sister" tells nothing by itself
    for sentence in sentences:
        weighed = weigh(sentence, words)
        telling = [token for token in weighed if weighed[token] >= _TELLING]
        if len(telling) > 1 and any(token.folded not in kin for token in telling) and sum(weighed.values()) > words.bar:
            heaviest = sorted(telling, key=lambda token: -weighed[token])[:_NAMED]
            heard |= {(token.start, token.end): UNEASE for token in heaviest}
    return heard


def weigh(sentence: Sequence[Token], words: WordList) -> dict[Token, float]:
    """What each different word of a sentence weighs; the words of a saying, or of "wasn't hurt", weigh nothing."""
    said = {place for idiom in words.idioms.find(sentence) for place in idiom.places}
    for place, (one, other) in enumerate(pairwise(sentence)):
        if one.folded in words.negation.nots and other.folded in words.negation.states:
            said |= {place, place + 1}
    once = {token.folded: token for place, token in enumerate(sentence) if place not in said}
    return {token: words.weights.get(word, 0.0) for word, token in once.items()}


def sentences_of(note: str, speller: Speller) -> Iterator[list[Token]]:
    """The words of a note, sentence by sentence."""
    sentence: list[Token] = []
    for piece in _PIECE.finditer(note):
        if piece.lastgroup == "end":
            if sentence:
                yield _rejoined(sentence, speller)
                sentence = []
            continue
        start, end = piece.span()
        typed = piece.group()
        folded = "ae" if piece.lastgroup == "ae" else fold(typed)
        name = bool(sentence) and typed[0].isupper() and not typed.isupper()
        terms = speller.meanings(folded, name=name)
        pieces = [] if terms or name else speller.apart(folded)
        if len(pieces) > 1:
            sentence += [Token(start, end, part, speller.meanings(part), part in speller.little) for part in pieces]
        else:
            sentence.append(Token(start, end, folded, terms, folded in speller.little))
    if sentence:
        yield _rejoined(sentence, speller)


def _rejoined(sentence: list[Token], speller: Speller) -> list[Token]:
    """The sentence with words that a space broke ("over dose") read as one where one half means nothing."""
    whole: list[Token] = []
    for token in sentence:
        before = whole[-1] if whole else None
        if before and (not before.terms or not token.terms) and len(before.folded + token.folded) >= _JOINED:
            terms = speller.exactly(before.folded + token.folded)
            if terms:
                whole[-1] = Token(before.start, token.end, before.folded + token.folded, terms, False)
                continue
        whole.append(token)
    return whole


def _raised(sentence: Sequence[Token], words: WordList) -> list[Found]:
    """The phrases of one sentence that no idiom, everyday surroundings or plain "none seen" takes away."""
    found = list(words.harms.find(sentence))
    if not found:
        return []
    hidden = [frozenset(idiom.places) for idiom in words.idioms.find(sentence)]
    found = [harm for harm in found if not any(hide.issuperset(harm.left) for hide in hidden)]
    found = [harm for harm in found if not (_at_ease(harm, sentence, words) or _everyday(harm, sentence, words))]
    starts = {harm.left[0] for harm in found}
    return [harm for harm in found if not _none_seen(harm, starts, sentence, words.negation)]


def _at_ease(harm: Found, sentence: Sequence[Token], words: WordList) -> bool:
    """Whether a word of two meanings stands among everyday words: "missing library book", not "hit him".

    Only the words near it are weighed, so a long and cheerful sentence doesn't take it away.
    """
    at = harm.left[0]
    if len(harm.left) > 1 or sentence[at].terms.isdisjoint(words.ease.doubtful):
        return False
    if at + 1 < len(sentence) and sentence[at + 1].folded in words.ease.hurt:
        return False
    near = {token.folded for token in sentence[max(0, at - BESIDE) : at + BESIDE + 1]}
    near -= {sentence[place].folded for place in harm.places}
    return fsum(words.weights.get(word, 0.0) for word in near) < words.ease.bar  # the same in whatever order


def _everyday(harm: Found, sentence: Sequence[Token], words: WordList) -> bool:
    """Whether a phrase of light words stands among very everyday ones: "carries the bags for his nan after school".

    A phrase whose own words are heavy, and a team's own phrase, are never let pass.
    """
    own = {sentence[place].folded for place in harm.places}
    meant = [{sentence[place].folded, *sentence[place].terms} for place in harm.places]  # a slip weighs as its word
    weight = sum(max(words.weights.get(word, 0.0) for word in one) for one in meant)
    if len(harm.left) == 1 or harm.phrase.category == TEAM or weight > words.ease.heavy:
        return False  # of single words only those of two meanings are let pass
    first, last = harm.places[0], harm.places[-1]
    near = {token.folded for token in sentence[max(0, first - BESIDE) : last + BESIDE + 1]} - own
    return fsum(words.weights.get(word, 0.0) for word in near) < words.ease.among


def _none_seen(harm: Found, harms: set[int], sentence: Sequence[Token], rules: Negation) -> bool:
    """Whether the harm is said to be absent: "no bruises", "no sign of bruises or burns", "injuries: none".

    The cue counts only when everything between it and the harm is a carrying word or another harm, so "no doubt he
    hit her" and "didn't say how she was hurt" still prompt.
    """
    last, at = harm.places[-1] + 1, harm.left[0] - 1
    if last + 1 == len(sentence) and sentence[last].folded in rules.afterwards:
        return True
    if at < 0 or sentence[harm.left[0]].folded in rules.cues:
        return False
    if sentence[at].folded in rules.nots and sentence[harm.left[0]].folded in rules.states:
        return True
    listed = any(token.folded in {"or", "nor"} for token in sentence[harm.left[0] - 1 :])
    passed: set[str] = set()
    while at >= 0:
        token = sentence[at]
        if token.folded in rules.cues or (token.folded in rules.nots and "any" in passed):
            return True
        passed.add(token.folded)
        if token.folded not in rules.carries and not (listed and at in harms):
            return False
        at -= 1
    return False


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without those inside another, in order."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _why(said: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in said]
    if len(quoted) > _NAMED:
        more = len(quoted) - _NAMED
        listed = f"{', '.join(quoted[:_NAMED])} and {more} more"
    else:
        listed = " and ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))
    return f"You wrote {listed}. {_ASK}"
