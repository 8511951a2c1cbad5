"""Words about oneself: who claims an act, or denies it ("claimed the raid", "denied shelling the camp", "said its men had fired")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extract.attribution.extents import child_of, is_passive
from onrecord.extract.attribution.held import Held, Rule, behind, is_happening, is_nobody, theme_of, with_object
from onrecord.extract.attribution.speakers import speaker_of
from onrecord.extract.counts.people import kind_of
from onrecord.vocab.lists import doers, foilers
from onrecord.vocab.words import word_set

SELF = frozenset({"it", "they", "he", "she", "we", "i"})
OWN = frozenset({"its", "their", "his", "her", "our", "my"})
FOR = frozenset({"responsibility", "credit", "blame"})
LOST = frozenset({"life", "victim", "soul", "seat", "title", "prize", "victory", "win"})
REPORTED = frozenset({"report", "suggestion"})  # who rejects a report owns to nothing, unless it is about himself
LAWYERS = frozenset({"lawyer", "attorney", "counsel", "solicitor"})  # they speak for the accused, who is another
POINTING = frozenset({"the", "that", "this", "its", "their", "his", "her"})
CLAIMING = frozenset({"claim", "take"})
CLAIM_REACH = 60  # tokens back to a claim of responsibility
REASONS = frozenset({"retaliation", "revenge", "response", "reprisal", "vengeance", "reply"})
CLOSING, QUOTE_REACH = 6, 40  # tokens before a verb of speech, and behind the verb of what it says
INVOLVED = frozenset({"involve", "implicate"})  # "denied that its men were involved"


def read_self(verb: Token, rule: Rule) -> Iterator[Held]:
    """As in "X claimed the raid", "X denied shelling the camp"."""
    speaker = speaker_of(verb)
    if speaker is None or is_nobody(speaker) or speaker.lemma_.lower() in LAWYERS:
        return
    acts = _self_acts(verb, rule)
    if acts is not None:
        claimant = _claimant(verb) if not acts else None
        yield Held(rule, verb, claimant if claimant is not None else speaker, acts, speaker)


def _claimant(verb: Token) -> Token | None:
    """Who claimed what somebody else disputes: "the cell claimed responsibility, but police rejected the claim"."""
    thing = child_of(verb, "dobj")
    if thing is None or thing.lemma_ != "claim" or not any(child.lower_ in POINTING for child in thing.lefts):
        return None
    before = (verb.doc[index] for index in range(verb.i - 1, max(verb.i - CLAIM_REACH, 0), -1))
    claims = (word for word in before if word.lemma_ in CLAIMING and word.pos_ == "VERB")
    claim = next((word for word in claims if (about := child_of(word, "dobj")) is not None and about.lemma_ in FOR), None)
    return speaker_of(claim) if claim is not None else None


def _self_acts(verb: Token, rule: Rule) -> tuple[Token, ...] | None:
    """The acts that a speaker owns up to or denies; None if the verb speaks of something else."""
    thing = theme_of(verb)
    if rule.objects:
        if thing is not None and thing.lemma_.lower() in rule.objects:
            acts = _acts_after(thing, verb)
            return None if thing.lemma_ in REPORTED and not acts else acts
    elif not rule.gerund and thing is not None and thing.lemma_.lower() not in LOST | {"responsibility", "credit", "blame"}:
        return (thing,) if thing.pos_ == "NOUN" else None
    if rule.gerund:
        clause = next((child for child in verb.children if child.dep_ in {"xcomp", "ccomp"} and is_gerund(child)), None)
        to = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "to"), None)
        clause = clause or (child_of(to, "pcomp") if to is not None else None)
        if clause is not None:
            return _acts_of(clause)
    if rule.clause:
        clause = child_of(verb, "ccomp")
        if clause is not None and is_about_self(clause):
            return _acts_of(clause)
    return None


def _acts_of(clause: Token) -> tuple[Token, ...] | None:
    """What a clause says that somebody did; None for what befell him."""
    if is_undergone(clause):
        return None
    return behind(clause, {"in"}) if clause.lemma_ in INVOLVED else with_object(clause)


def is_gerund(verb: Token) -> bool:
    """True of "shelling" and "having shelled"."""
    return verb.tag_ == "VBG" or (verb.tag_ == "VBN" and any(child.lower_ == "having" for child in verb.lefts))


def is_undergone(clause: Token) -> bool:
    """True of what befalls a side: who lost men, or came under fire, has done nothing, nor does he deny a deed."""
    if clause.lemma_.lower() in word_set("words.undergoing"):
        return True
    return clause.lemma_ in {"be", "come"} and any(child.dep_ == "prep" and child.lower_ == "under" for child in clause.rights)


def _acts_after(noun: Token, verb: Token) -> tuple[Token, ...]:
    """The blast of "responsibility for the blast", "for which they took responsibility", "claims that it caused the blast"."""
    bringing = {"for"} if noun.lemma_ in FOR else {"for", "in", "of", "to", "with"}  # "responsibility in a statement"
    found = [
        act
        for owner in (noun, verb)
        for preposition in owner.children
        if preposition.dep_ == "prep" and preposition.lower_ in bringing
        for act in preposition.children
        if act.dep_ in {"pobj", "pcomp"}
    ]
    clause = child_of(noun, "acl", "relcl")
    acts = [part for act in found for part in with_object(act) if part.tag_ not in {"WDT", "WP"}]
    if verb.dep_ == "relcl" and len(acts) < len(found) and is_happening(verb.head):
        acts.append(verb.head)
    return (*acts, *(with_object(clause) if clause is not None else ()))


def read_own(verb: Token, rule: Rule) -> Iterator[Held]:
    """As in "X said it had shelled the camp", "X said the attacker was one of its soldiers"."""
    clause = child_of(verb, "ccomp")
    if clause is not None and clause.lemma_ == "be" and is_own_doer(clause) and (owner := speaker_of(verb)) is not None:
        yield Held(rule, verb, owner, (), owner)
        return
    if clause is None or not is_about_self(clause) or is_passive(clause) or is_undergone(clause) or clause.lemma_ in foilers():
        return
    speaker, subject = speaker_of(verb), child_of(clause, "nsubj")
    if speaker is None or (subject is not None and subject.lower_ == "they" and is_one_person(speaker)):
        return
    thing = child_of(clause, "dobj")
    is_negated = child_of(clause, "neg") is not None or (thing is not None and is_nobody(thing))
    if not is_nobody(speaker):
        yield Held(rule, verb, speaker, with_object(clause), speaker, "denied" if is_negated else None)


def is_one_person(speaker: Token) -> bool:
    """True of a farmer, a witness: what "they" did he did not do."""
    return speaker.tag_ == "NN" and kind_of(speaker) == "person" and speaker.lemma_.lower() not in word_set("words.spokesperson")


def is_about_self(clause: Token) -> bool:
    """True of "it carried out" and "its forces carried out"."""
    subject = child_of(clause, "nsubj") or (child_of(clause, "nsubjpass") if clause.lemma_ in INVOLVED else None)
    if subject is None:
        return False
    if (is_quoted(subject) or is_closed_before(clause)) and subject.lower_ not in {"i", "we"}:
        return False  # who is quoted speaks of himself as "I" or "we"
    return subject.lower_ in SELF or any(child.lower_ in OWN for child in subject.children)


def read_motive(verb: Token, rule: Rule) -> Iterator[Held]:
    """As in "X said the ambush was in retaliation for the raid": who gives the reason did it."""
    clause = child_of(verb, "ccomp")
    subject = child_of(clause, "nsubj") if clause is not None and clause.lemma_ == "be" else None
    if clause is None or subject is None or not is_happening(subject) or (speaker := speaker_of(verb)) is None:
        return
    reasons = (*behind(clause, {"in", "as"}), *(child for child in clause.children if child.dep_ == "attr"))
    if any(reason.lemma_ in REASONS for reason in reasons):
        yield Held(rule, verb, speaker, (subject,), speaker)


def is_own_doer(clause: Token) -> bool:
    """True of "the attackers were its soldiers", "the bomber was one of its men"."""
    subject, noun = child_of(clause, "nsubj"), child_of(clause, "attr")
    if subject is None or noun is None or subject.lemma_.lower() not in doers():
        return False
    men = behind(noun, {"of"}) if noun.lower_ == "one" else (noun,)
    return any(child.lower_ in OWN for man in men for child in man.lefts)


def is_quoted(subject: Token) -> bool:
    """True if a quotation mark opens right before a subject."""
    return subject.left_edge.i > 0 and subject.nbor(subject.left_edge.i - 1 - subject.i).is_quote


def is_closed_before(clause: Token) -> bool:
    """True if a quotation ends between a clause and the words that say whose it is: `they burned the stalls," he said`."""
    verb = clause.head
    end = clause.i + QUOTE_REACH if clause.i < verb.i else 0
    return any(token.is_quote for token in clause.doc[max(clause.i + 1, verb.i - CLOSING) : verb.i] if token.i < end)
