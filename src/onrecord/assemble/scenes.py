"""Where a happening was that names no place of its own: where the one told before it was, if the words let both be at one scene.

Reports name a place once and go on: "A bomb went off in Herat on Monday. ... Two men were arrested." Coders take the place over
(codebook, `places`); not for a total, a plan, another country, or a day that is far from the other's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from onrecord.assemble.claims import Source
from onrecord.assemble.groups import Group
from onrecord.assemble.kinds import is_period
from onrecord.assemble.places import COUNTRY, DISTRICT, PROVINCE, level, place_words
from onrecord.assemble.tellings import Telling, may_coincide
from onrecord.model.values import Harm, Kind, Realis, TimeRef
from onrecord.vocab.words import word_set

FARTHEST = 12  # tellings looked back over
REACH = 350  # characters before its sentence: two or three sentences of news
WEEK = 7  # days; a month or year is not close to a day that lies beyond it
LABEL = 80  # characters of a label at most
CLOSE_DAYS = 3  # what follows a deed, such as arrests, comes within days
REAL = frozenset({Realis.ACTUAL, Realis.FAILED})


@dataclass(frozen=True, slots=True)
class Tale:
    """The groups of a report with the places that are known of them so far, those that have places themselves by them, and all tellings in text order."""

    groups: Sequence[Group]
    where: list[tuple[int, ...]]
    owners: Mapping[tuple[int, ...], int]
    order: Sequence[tuple[int, int]]  # the telling's start and its group

    def before(self, number: int) -> Iterator[int]:
        """Groups with a place that were told of before one, the last first."""
        start = self.groups[number].tellings[0].events[0].span.start
        return (other for position, other in reversed(self.order) if position < start and self.where[other])

    def is_given(self, number: int) -> bool:
        """True for a group that is only taken for known: "in retaliation for a raid"."""
        return all(telling.lead.is_given for telling in self.groups[number].tellings)

    def hosts(self, number: int) -> tuple[Group, Group]:
        """A group, and the one that it took its places over from, if any."""
        return self.groups[number], self.groups[self.owners.get(self.where[number], number)]


def find_scenes(groups: Sequence[Group], source: Source) -> list[tuple[int, ...]]:
    """For each group the places that it takes over: those of a happening told before, else the dateline's; none for one with its own."""
    own = [specific_places(group.tellings, source) for group in groups]
    owners = {places: number for number, places in reversed(list(enumerate(own)))}
    order = sorted((telling.events[0].span.start, number) for number, group in enumerate(groups) for telling in group.tellings)
    tale = Tale(groups, list(own), owners, order)
    for number in dict.fromkeys(number for _, number in order):
        if own[number] or not may_take(groups[number]):
            continue
        if is_of_country(groups[number], source):
            tale.where[number] = told_next(groups[number], own, source)
        else:
            tale.where[number] = (
                of_label(groups[number], source) or of_local_speaker(groups[number], source) or find_scene(number, tale, source)
            )
            if is_release(groups[number]):
                tale.where[number] = around(tale.where[number], source)
            elif not tale.where[number] and not is_elsewhen(number, tale, source):
                tale.where[number] = just_told(groups[number], source) or dateline_of(groups[number], source)
    return [() if own[number] else tale.where[number] for number in range(len(groups))]


def is_release(group: Group) -> bool:
    """True for captives let go: where that was is seldom where they were taken."""
    return all(event.mode == "release" or event.harm is Harm.RELEASED for event in group.tellings[0].told)


def around(places: Sequence[int], source: Source) -> tuple[int, ...]:
    """The district or province that holds some places, as far as the words say it."""
    found = dict.fromkeys(holder for number in places for holder in source.grounding.place_chains[number])
    levels = {holder: level(holder, source) for holder in found}
    return tuple(holder for holder in found if levels[holder] == PROVINCE or (levels[holder] == DISTRICT and holder != places[0]))


def of_label(group: Group, source: Source) -> tuple[int, ...]:
    """The place in the label of the line that tells it: "Robbery, Harbour Street: Two men …" (police logs)."""
    text, start = source.document.text, group.tellings[0].events[0].sentence_span.start
    line = text.rfind("\n", 0, start) + 1
    colon = text.find(": ", line, line + LABEL)
    if colon < 0 or "\n" in text[line:colon]:
        return ()
    return tuple(number for number in source.reading.place_starts.within(line, colon) if is_scene(number, source))


def specific_places(tellings: Sequence[Telling], source: Source) -> tuple[int, ...]:
    """The places narrower than a country that the words give a happening."""
    return tuple(dict.fromkeys(number for number, _ in place_words(tellings, source) if level(number, source) < COUNTRY))


def may_take(group: Group) -> bool:
    """True for one incident that was or was tried, and that its words do not set apart from all others."""
    first = group.tellings[0]
    is_told_as_fact = first.realis in REAL and not group.threat
    return group.kind is Kind.INCIDENT and is_told_as_fact and not first.is_other and not first.is_elsewhere


def is_of_country(group: Group, source: Source) -> bool:
    """True if the words put a happening in a country and no closer: "the tenth ambush in Mali"."""
    told = (number for telling in group.tellings for event in telling.events for number in event.places)
    return any(not source.reading.places[number].is_demonym for number in told)


def find_scene(number: int, tale: Tale, source: Source) -> tuple[int, ...]:
    """The places of the happening that was told last before a group, of those that it can share the scene of; what is taken for known comes last."""
    for other in sorted(dict.fromkeys(islice(tale.before(number), FARTHEST)), key=tale.is_given):
        places = tale.where[other]
        if all(can_share(tale.groups[number], host, places, source) for host in tale.hosts(other)):
            return places
    return ()


def can_share(group: Group, host: Group, places: Sequence[int], source: Source) -> bool:
    """True if neither country nor day sets the two apart."""
    theirs = {source.grounding.places[place].country for place in places} - {None}
    return (not theirs or not countries_of(group, source) - theirs) and not are_days_far(group, host, source.grounding.day)


def is_elsewhen(number: int, tale: Tale, source: Source) -> bool:
    """True in a report without a day of publication for a happening whose days are far from those of the last one before it that has a place."""
    if source.document.published is not None:
        return False
    before = (tale.groups[other] for other in tale.before(number))
    last = next((group for group in before if any(telling.days for telling in group.tellings)), None)
    return last is not None and are_days_far(tale.groups[number], last, None)


def countries_of(group: Group, source: Source) -> set[str]:
    """The countries that the tellings of a group name as where it was."""
    refs = (source.grounding.places[number] for number, _ in place_words(group.tellings, source))
    return {ref.country for ref in refs if ref.country}


def are_days_far(group: Group, host: Group | None, published: date | None) -> bool:
    """True if the days told of one are not close to those of the other; what has no day is of the day of publication."""
    own = [day for telling in group.tellings if telling.has_own_time for day in telling.days]
    theirs = [day for telling in host.tellings for day in telling.days] if host is not None else []
    if not own:
        return False
    if theirs:
        return not any(are_close(one, other) for one in own for other in theirs)
    return published is not None and all(day.latest is None or (published - day.latest).days > CLOSE_DAYS for day in own)


def are_close(one: TimeRef, other: TimeRef) -> bool:
    """True if two intervals are at most a few days apart, or share a day if one is a period; an open end reaches on."""
    if is_period(one, days=WEEK) or is_period(other, days=WEEK):
        return may_coincide(one, other)
    first, second = (one, other) if (one.earliest or date.min) <= (other.earliest or date.min) else (other, one)
    return first.latest is None or second.earliest is None or (second.earliest - first.latest).days <= CLOSE_DAYS


def of_local_speaker(group: Group, source: Source) -> tuple[int, ...]:
    """The place of those who tell it, if they speak of what is around them: "police in Utrecht said"."""
    for number in group.tellings[0].events[0].attributions:
        span = source.reading.attributions[number].source
        if span is None or word_set("words.local").isdisjoint(source.quote(span).quote.lower().split()):
            continue
        for place in source.reading.place_starts.within(span.start, span.end):
            if not source.reading.places[place].is_demonym and level(place, source) < COUNTRY:
                return (place,)
    return ()


def just_told(group: Group, source: Source) -> tuple[int, ...]:
    """The last place told shortly before a group, though no happening is told there ("gunmen came to a bar in Recife. Two men were killed")."""
    if are_days_far(group, None, source.grounding.day):
        return ()
    event = group.tellings[0].events[0]
    near = source.reading.place_starts.within(event.sentence_span.start - REACH, event.sentence_span.start)
    before = (number for number in reversed(near) if number not in source.reading.holding)
    last = next((number for number in before if is_scene(number, source)), None)
    is_agreeing = last is not None and all(country == source.grounding.places[last].country for country in countries_of(group, source))
    return (last,) if last is not None and is_agreeing else ()


def told_next(group: Group, own: Sequence[tuple[int, ...]], source: Source) -> tuple[int, ...]:
    """The place that the next sentences give to what was told of a country ("in a town in Mali. ... in Gao"), if it is no other happening's."""
    telling = group.tellings[0]
    end = telling.events[0].sentence_span.end
    taken = {number for numbers in own for number in numbers}
    countries = countries_of(group, source)
    for number in source.reading.place_starts.within(end, end + REACH):
        if number not in taken and is_scene(number, source) and source.grounding.places[number].country in countries:
            return (number,)
    return ()


def is_scene(number: int, source: Source) -> bool:
    """True for a place that can be where things happened: no country, no home of somebody, nor of a speaker."""
    mention = source.reading.places[number]
    if mention.relation == "from" or mention.is_dateline or level(number, source) >= COUNTRY:
        return False
    return not source.reading.speakers.overlap(mention.span)


def dateline_of(group: Group, source: Source) -> tuple[int, ...]:
    """The dateline's place, where the group's words, or else the report, are of its country."""
    dateline = next(
        (number for number, mention in enumerate(source.reading.places) if mention.is_dateline and not mention.is_demonym), None
    )
    country = source.grounding.places[dateline].country if dateline is not None else None
    named: set[str | None] = set(countries_of(group, source)) or {source.country}
    is_there = country is not None and named <= {country, None} and not are_days_far(group, None, source.grounding.day)
    return (dateline,) if dateline is not None and is_there else ()
