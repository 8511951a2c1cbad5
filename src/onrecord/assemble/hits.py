"""Which of those who are told of beside a deed it was done to: not the doers' own dead, nor people at large beside those who are named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.assemble.acting import ARRESTS, FORCES, TAKEN
from onrecord.assemble.claims import Source
from onrecord.assemble.tellings import DEEDS, is_same_name
from onrecord.model.claims import Polarity
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention, Filler
from onrecord.model.records import Json
from onrecord.vocab.actors import ARMED_GROUPS
from onrecord.vocab.lists import doers, vague_targets, whole_places
from onrecord.vocab.words import word_set

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
    def word(self) -> str:
        """The last word of its name."""
        return normal_name(self.row["name"]).rpartition(" ")[2]

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
    def is_ground(self) -> bool:
        """True for a town or country by its name: it says where."""
        filler = self.namings[0][0]
        return filler.actor is None and any(place.token == filler.token and not place.is_demonym for place in self.source.reading.places)


def leave_out_beside(hits: Sequence[Hit], actors: Sequence[Json]) -> list[Hit]:
    """Without those who stand beside the targets, where there are others."""
    kept = leave_out(hits, lambda hit: all(is_denied(event) for _, event in hit.namings), among=hits)
    kept = leave_out_own(kept, actors)
    kept = leave_out(kept, is_doer, among=kept)
    kept = leave_out(kept, is_nearby, among=kept)
    kept = leave_out(kept, is_seized, among=kept)
    kept = leave_out(kept, is_at_large, among=[hit for hit in kept if hit.kind == CIVILIANS and hit.is_of_deed])
    persons = [hit for hit in kept if hit.kind != "other"]
    return leave_out(kept, lambda hit: hit.is_ground or hit.word in whole_places(), among=persons)


def leave_out(hits: Sequence[Hit], is_vague: Callable[[Hit], bool], *, among: Sequence[Hit]) -> list[Hit]:
    """Without the vague ones, if one of some is not vague."""
    clear = [hit for hit in hits if not is_vague(hit)]
    return clear if any(hit in among for hit in clear) else list(hits)


def is_denied(event: EventMention) -> bool:
    """True of what is said not to have been done."""
    return event.factuality.factuality.polarity is Polarity.NEGATIVE


def is_doer(hit: Hit) -> bool:
    """True of "the gunman": he was stopped, unless the deed is that he was taken."""
    return hit.word in doers() and not any(event.harm in TAKEN or event.sub_event == ARRESTS for _, event in hit.namings)


def is_nearby(hit: Hit) -> bool:
    """True of "nearby houses": they stand beside what was hit."""
    return hit.kind == "other" and not word_set("words.nearby").isdisjoint(normal_name(str(hit.row["name"])).split()[:-1])


def is_seized(hit: Hit) -> bool:
    """True of things that were only seized: "police killed two robbers; a rifle was recovered"."""
    return hit.kind == "other" and all(event.sub_event == SEIZURE for _, event in hit.namings)


def is_at_large(hit: Hit) -> bool:
    """True of "people" who are only counted: whom the deed was done to tells more ("drove into a crowd, killing nine people")."""
    return hit.word in vague_targets() and not hit.is_of_deed


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
    is_own = hit.is_class or any(is_same_name(str(hit.row["name"]), str(actor["name"])) for actor in actors)
    return is_own and not hit.is_of_deed
