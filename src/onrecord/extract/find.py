"""Everything that a parsed report says: all mentions, and the event mentions that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Doc

from onrecord.extract.actors.coreference import find_antecedents
from onrecord.extract.actors.find import find_actors
from onrecord.extract.actors.resolver import Resolver
from onrecord.extract.attribution.find import find_attributions
from onrecord.extract.attribution.responsibility import ResponsibilityMention, find_responsibility
from onrecord.extract.attribution.tellers import find_tellers
from onrecord.extract.counts.find import find_figures
from onrecord.extract.counts.seizures import seizures_of
from onrecord.extract.counts.set_aside import find_set_aside
from onrecord.extract.factuality.find import find_factuality
from onrecord.extract.lookalikes.find import find_lookalikes
from onrecord.extract.means.find import find_means
from onrecord.extract.places.find import find_places
from onrecord.extract.places.references import find_references
from onrecord.extract.roles.anchors import Found
from onrecord.extract.roles.find import find_events
from onrecord.extract.scopes.find import find_scopes
from onrecord.extract.times.find import find_times
from onrecord.extract.triggers.find import find_triggers
from onrecord.extract.victims.find import find_victims
from onrecord.model.mentions import ActorMention, FigureMention, TriggerMention
from onrecord.model.reading import Filler, Reading, Responsibility
from onrecord.model.text import Span
from onrecord.model.values import Reach
from onrecord.vocab.actors import ARMED_GROUPS, ActorList
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.vocab.triggers import Lexicon

M = TypeVar("M", TriggerMention, FigureMention)
WORDS = frozenset({Reach.WORDS, Reach.HARM})  # look-alikes whose own words are no trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The lists that a report is read with."""

    lexicon: Lexicon
    actors: ActorList
    gazetteer: Gazetteer
    resolver: Resolver = find_antecedents  # which mentions of actors are one


def extract_reading(doc: Doc, vocabulary: Vocabulary, *, skipped: Sequence[Span] = ()) -> Reading:
    """Read a parsed report; nothing is taken from the spans to skip."""
    places = find_places(doc, vocabulary.gazetteer)
    lookalikes = find_lookalikes(doc)
    harmless = tuple(mention.span for mention in lookalikes if mention.reach in WORDS)
    actors = find_actors(doc, vocabulary.actors, places=places, resolver=vocabulary.resolver)
    triggers = outside(find_triggers(doc, vocabulary.lexicon, places=places, actors=actors), (*skipped, *harmless))
    attributions = find_attributions(doc, actors)
    tellers = find_tellers(doc, attributions)
    words = tuple(mention.span for mention in lookalikes if mention.reach is Reach.WORDS)
    figures = find_figures(doc, deeds=seizures_of(triggers, vocabulary.lexicon), tellers=tellers, harmless=words)
    tokens = {trigger.token for trigger in triggers} | {figure.token for figure in figures}
    found = Found(
        triggers=triggers,
        actors=actors,
        places=places,
        references=find_references(doc, places, attributions, vocabulary.gazetteer),
        times=find_times(doc),
        figures=figures,
        victims=find_victims(doc, figures, tellers=tellers),
        means=find_means(doc),
        scopes=find_scopes(doc),
        attributions=attributions,
        responsibilities=tuple(to_responsibility(mention) for mention in find_responsibility(doc, actors) if has_party(mention, actors)),
        factuality=find_factuality(doc, tokens),
    )
    events = find_events(doc, found, lexicon=vocabulary.lexicon)
    return Reading(
        actors=found.actors,
        places=found.places,
        times=found.times,
        figures=found.figures,
        figure_actors=match_figures(found.figures, actors),
        victims=found.victims,
        means=found.means,
        attributions=found.attributions,
        lookalikes=lookalikes,
        events=events,
        set_aside=find_set_aside(doc, events, figures=found.figures, times=found.times),
    )


def match_figures(figures: Sequence[FigureMention], actors: Sequence[ActorMention]) -> tuple[int | None, ...]:
    """For each figure the actor mention that it counts."""
    by_token = {actor.token: number for number, actor in enumerate(actors)}
    return tuple(by_token.get(figure.victims_token) if figure.victims_token is not None else None for figure in figures)


def outside(mentions: Iterable[M], skipped: Sequence[Span]) -> tuple[M, ...]:
    """Mentions that lie in no span to skip."""
    return tuple(mention for mention in mentions if not any(span.overlaps(mention.span) for span in skipped))


def has_party(mention: ResponsibilityMention, actors: Sequence[ActorMention]) -> bool:
    """True if a name is laid something at the door of, where its words ask for it that of an actor, or of an armed group."""
    if mention.is_of_group and (mention.party_actor is None or actors[mention.party_actor].kind not in ARMED_GROUPS):
        return False  # police may say as well what a deed was revenge for
    return bool(mention.party_name) and (mention.party_actor is not None or not mention.is_of_actor)


def to_responsibility(mention: ResponsibilityMention) -> tuple[tuple[int, ...], Responsibility]:
    """A word on responsibility, with the tokens that name the act, best first."""
    span = mention.party_span
    party = Filler(span=span, token=mention.party, name=mention.party_name or "", rule=mention.rule, actor=mention.party_actor)
    return mention.acts, Responsibility(party=party, status=mention.status, cue=mention.cue, rule=mention.rule, by=mention.by_name)
