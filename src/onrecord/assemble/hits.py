"""Which of those who are told of beside a deed it was done to: not the doers' own dead, nor people at large beside those who are named."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.assemble.acting import ARRESTS, FORCES, TAKEN
from onrecord.assemble.claims import Source
from onrecord.assemble.tellings import DEEDS, is_same_name
from onrecord.model.claims import Polarity
from onrecord.model.mentions import FigureMention
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention, Filler
from onrecord.model.records import Json
from onrecord.model.values import Harm
from onrecord.vocab.actors import ARMED_GROUPS
from onrecord.vocab.lists import doers, sites, vague_targets, whole_places
from onrecord.vocab.words import word_set

THE = "the "
NEAR = "roles.target.prep:near"
ARMED = FORCES | ARMED_GROUPS
JOINED = re.compile(r"\b([a-z]{4,20}) [a-z]{1,20}(?:,? and| or|,) (?:\w{1,12} )?$")  # "nearby shops and [cars]"
JOINED_REACH, NEAR_REACH = 50, 20  # characters
SEIZURE = "Disrupted weapons use"
CIVILIANS = "Civilians"


@dataclass(frozen=True, slots=True)
class Hit:
    """A target: its row, and where it is named."""

    row: Json
    namings: Sequence[tuple[Filler, EventMention]]
    source: Source

    @property
    def kind(self) -> str:
        """ACLED's kind."""
        return str(self.row["kind"])

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.row["name"])

    @property
    def word(self) -> str:
        """The last word of its name."""
        return normal_name(self.name).rpartition(" ")[2]

    @property
    def is_thing(self) -> bool:
        """True if it is nobody, or a site."""
        return self.kind == "other" or self.word in sites()

    @property
    def is_of_deed(self) -> bool:
        """True if it stands in the grammar of a deed, not only of the harm that came of it."""
        return any(filler.rule.startswith("roles.") and event.family in DEEDS for filler, event in self.namings)

    @property
    def is_class(self) -> bool:
        """True if it is named by a class word alone."""
        actors = self.source.reading.actors
        return all(
            filler.actor is not None and actors[filler.actor].is_generic and not actors[filler.actor].side for filler, _ in self.namings
        )

    @property
    def is_one(self) -> bool:
        """True of one man of a side: "a commander of the Front"."""
        actors = self.source.reading.actors
        members = [actors[filler.actor] for filler, _ in self.namings if filler.actor is not None]
        return any(member.is_person or (member.is_of_side and not member.is_plural) for member in members)

    @property
    def is_ground(self) -> bool:
        """True for a town or country by its name: it says where."""
        filler = self.namings[0][0]
        return filler.actor is None and any(place.token == filler.token and not place.is_demonym for place in self.source.reading.places)

    @property
    def figures(self) -> list[FigureMention]:
        """The figures that count it."""
        found = ((filler, self.source.reading.figures[number]) for filler, event in self.namings for number in event.figures)
        return [figure for filler, figure in found if figure.victims_token == filler.token]

    @property
    def is_part(self) -> bool:
        """True if it is counted only as some of others: "including two children"."""
        return bool(self.figures) and all(figure.part_of is not None for figure in self.figures)

    @property
    def most(self) -> int:
        """The greatest number that is told of it; 0 if none is."""
        return max((figure.count.low or figure.count.high or 0 for figure in self.figures), default=0)


def leave_out_beside(hits: Sequence[Hit], actors: Sequence[Json]) -> list[Hit]:
    """Without those who stand beside the targets, where there are others."""
    kept = leave_out(hits, lambda hit: all(is_denied(event) for _, event in hit.namings), among=hits)
    kept = [hit for hit in kept if not is_deed(hit)] or kept
    kept = leave_out_own(kept, actors)
    kept = leave_out(kept, lambda hit: is_actor_himself(hit, actors), among=kept)
    kept = leave_out(kept, is_beside, among=kept)
    kept = leave_out_repeated(kept)
    kept = leave_out(kept, is_doer, among=kept)
    kept = leave_out(kept, is_nearby, among=kept)
    kept = leave_out(kept, is_seized, among=kept)
    kept = leave_out(kept, is_at_large, among=[hit for hit in kept if hit.kind == CIVILIANS and hit.is_of_deed])
    persons = [hit for hit in kept if hit.kind != "other"]
    kept = leave_out(kept, has_only_fled, among=persons)
    kept = leave_out(kept, is_of_whole, among=[hit for hit in persons if not hit.is_part])
    kept = [hit for hit in kept if not is_counted_in(hit, kept)]
    kept = [hit for hit in kept if not is_meant_before(hit, kept)]
    return leave_out(kept, lambda hit: hit.is_ground or hit.word in whole_places(), among=persons)


def leave_out(hits: Sequence[Hit], is_vague: Callable[[Hit], bool], *, among: Sequence[Hit]) -> list[Hit]:
    """Without the vague ones, if one of some is not vague."""
    clear = [hit for hit in hits if not is_vague(hit)]
    return clear if any(hit in among for hit in clear) else list(hits)


def is_deed(hit: Hit) -> bool:
    """True of a noun that is a deed itself: "a spate of bombings"."""
    deeds = hit.source.reading.deed_tokens
    return hit.kind == "other" and all(filler.token in deeds for filler, _ in hit.namings)


def is_actor_himself(hit: Hit, actors: Sequence[Json]) -> bool:
    """True of "the driver" who was shot in the end, where a driver did it: attackers who died are counted in the toll (codebook, decision 4)."""
    names = [str(actor["name"]) for actor in actors if actor["status"] != "denied"]
    is_again = all(hit.source.quote(filler.span).quote.lower().startswith("the ") for filler, _ in hit.namings)
    return is_again and hit.kind not in FORCES and any(is_same_name(hit.name, name) for name in names)


def is_beside(hit: Hit) -> bool:
    """True of a thing that a deed was done near: "a car bomb near a mosque"."""
    return hit.kind == "other" and all(filler.rule == NEAR for filler, _ in hit.namings)


def leave_out_repeated(hits: Sequence[Hit]) -> list[Hit]:
    """Without armed people named by a class alone, where some of their side are named: "ambushed the Third Brigade, killing four soldiers"."""
    named = {hit.kind for hit in hits if not hit.is_class and not hit.is_one and hit.is_of_deed} & ARMED
    return [hit for hit in hits if not (hit.is_class and hit.kind in named and not hit.is_of_deed)]


def is_denied(event: EventMention) -> bool:
    """True of what is said not to have been done."""
    return event.factuality.factuality.polarity is Polarity.NEGATIVE


def is_doer(hit: Hit) -> bool:
    """True of "the gunman": he was stopped, unless the deed is that he was taken."""
    return hit.word in doers() and not any(event.harm in TAKEN or event.sub_event == ARRESTS for _, event in hit.namings)


def is_nearby(hit: Hit) -> bool:
    """True of "nearby houses": they stand beside what was hit."""
    return hit.kind == "other" and all(stands_beside(filler, hit.source) for filler, _ in hit.namings)


def stands_beside(filler: Filler, source: Source) -> bool:
    """True if a word for what is near stands with it, or with what it is joined to: "nearby shops and cars", "two cars parked nearby"."""
    text, span = source.document.text, filler.span
    joined = JOINED.search(text[max(span.start - JOINED_REACH, 0) : span.start].lower())
    own, behind = source.quote(span).quote.lower().split(), text[span.end : span.end + NEAR_REACH].lower().split()[:2]
    words = [*own, *(joined.groups() if joined else ()), *behind]
    return not word_set("words.nearby").isdisjoint(word.strip(".,;") for word in words)


def is_seized(hit: Hit) -> bool:
    """True of things that were only seized: "police killed two robbers; a rifle was recovered"."""
    return hit.kind == "other" and all(event.sub_event == SEIZURE for _, event in hit.namings)


def is_at_large(hit: Hit) -> bool:
    """True of "people" who are only counted: whom the deed was done to tells more ("drove into a crowd, killing nine people")."""
    return hit.word in vague_targets() and not hit.is_of_deed


def has_only_fled(hit: Hit) -> bool:
    """True of those whom a deed drove away, and did no other harm."""
    return all(event.harm is Harm.DISPLACED for _, event in hit.namings)


def is_of_whole(hit: Hit) -> bool:
    """True of some of those hit who are told only by sex, age or kin: "including two women"."""
    return hit.is_part and hit.word in word_set("words.people-by-kin-or-age")


def is_counted_in(hit: Hit, hits: Sequence[Hit]) -> bool:
    """True of people at large where a word for them says more, and they are not more than it counts: "people" beside "worshippers", "a crowd"."""
    if hit.word not in word_set("words.people-at-large"):
        return False
    others = (other for other in hits if other is not hit and other.kind == CIVILIANS and not other.is_part and other.name.islower())
    return any(says_more(other.word, hit.word) and (other.most == 0 or hit.most <= other.most) for other in others)


def says_more(word: str, other: str) -> bool:
    """True if one word for victims is narrower than another: "pupils", then "civilians", then "people"."""
    if word in word_set("words.people-by-kin-or-age") or word in word_set("words.residents"):
        return False
    wide = word_set("words.people-at-large")
    return word not in wide or (other in vague_targets() and word not in vague_targets())


def is_meant_before(hit: Hit, hits: Sequence[Hit]) -> bool:
    """True of "the building", "the vehicle", where what it is was told before."""
    filler, event = hit.namings[0]
    is_again = hit.word in word_set("words.site-again") and " of " not in hit.name
    before = hit.source.document.text[max(event.sentence_span.start, filler.span.start - len(THE)) : filler.span.start]
    if not is_again or not (before.lower() == THE or hit.source.quote(filler.span).quote.lower().startswith(THE)):
        return False
    return any(other.is_thing and other.namings[0][0].span.start < filler.span.start for other in hits if other is not hit)


def leave_out_own(hits: Sequence[Hit], actors: Sequence[Json]) -> list[Hit]:
    """Without the losses of the side that acts, where somebody of another side was hit (codebook: attackers who died are counted in the toll)."""
    kinds = {str(actor["kind"]) for actor in actors if actor["status"] != "denied"} - {"other"}
    if len(kinds) != 1:
        return list(hits)
    (kind,) = kinds
    others = [hit for hit in hits if is_opposite(kind, hit.kind)]
    return leave_out(hits, lambda hit: hit.kind == kind and is_loss(hit, actors), among=others)


def is_opposite(kind: str, other: str) -> bool:
    """True of people and things that are not of the acting side: forces may fight forces, and one armed group another."""
    return other in ARMED_GROUPS if kind in FORCES else kind in ARMED_GROUPS and other not in ARMED_GROUPS


def is_loss(hit: Hit, actors: Sequence[Json]) -> bool:
    """True of people of the acting side, by its name or by a class alone, who were only harmed: "two soldiers died in the raid"."""
    is_own = hit.is_class or any(is_same_name(hit.name, str(actor["name"])) for actor in actors)
    return is_own and not hit.is_of_deed
