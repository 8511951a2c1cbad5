"""How much speaks for two tellings being of one happening: what they share, and how the words of one take the other up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.assemble.kinds import ARMED, STATE, deeds_of, is_period
from onrecord.assemble.tellings import DEEDS, SEIZED, Telling, figure_key, is_any_same, placed
from onrecord.model.names import normal_name
from onrecord.model.reading import Filler
from onrecord.model.values import Harm, TimeRef
from onrecord.vocab.deeds import deed_groups
from onrecord.vocab.lists import vague_targets

NEWS_DAYS = 3
WIDE = frozenset({4, 5, 6})  # precisions of provinces and countries (UCDP)
EXPLODING = frozenset({"air", "shelling"})  # groups of deeds in which something explodes
CARRIED = 3  # sentences over which words go on with the happening told last
FLED = frozenset({"battle", "territory", "shelling", "air"})  # groups of deeds that people flee from
FEW = 2  # so many victims are told of many happenings


@dataclass(frozen=True, slots=True)
class Pair:
    """A telling beside a group that it may join."""

    telling: Telling
    others: Sequence[Telling]
    is_first: bool  # the group is what the report is mostly about
    is_latest: bool  # the group was told of last
    is_tally: bool  # it is a total
    published: date | None

    @property
    def gap(self) -> int:
        """Sentences between them."""
        return self.telling.sentence - self.others[-1].sentence


def same_day(pair: Pair) -> bool:
    """Both have a day, and both or neither a period."""
    return has_days(pair) and not vague_day(pair)


def vague_day(pair: Pair) -> bool:
    """One has a day where the other has only a period: "earlier this year" beside "on Monday"."""
    if not has_days(pair):
        return False
    return any(map(is_period, pair.telling.days)) != all(is_period(day) for other in pair.others for day in other.days)


def has_days(pair: Pair) -> bool:
    """Both have days; those that cannot agree were excluded before."""
    return bool(pair.telling.days) and any(other.days for other in pair.others)


def old_beside_news(pair: Pair) -> bool:
    """A dated past beside a happening without a day: what a report tells without a day is its news."""
    if pair.published is None or not pair.telling.has_own_time or pair.telling.points_back or any(other.days for other in pair.others):
        return False
    return is_past(pair.telling.days, pair.published)


def news_beside_old(pair: Pair) -> bool:
    """Words without a day beside a dated past that is not what the report is mostly about."""
    if pair.published is None or pair.telling.days or pair.is_first or takes_up(pair):
        return False
    return is_past([day for other in pair.others for day in other.days], pair.published)


def takes_up(pair: Pair) -> bool:
    """Its words go on with what was told right before, or take the very deed for known."""
    return (pair.is_latest and pair.telling.is_outcome) or (takes_for_known(pair.telling) and same_deed(pair))


def is_past(days: Sequence[TimeRef], published: date) -> bool:
    """True for days that are no news any more."""
    return bool(days) and all(day.latest is not None and (published - day.latest).days > NEWS_DAYS for day in days)


def same_place(pair: Pair) -> bool:
    """A town or site in common."""
    return bool(place_keys([pair.telling], wide=False) & place_keys(pair.others, wide=False))


def same_area(pair: Pair) -> bool:
    """A country or province in common, and no town."""
    return bool(place_keys([pair.telling]) & place_keys(pair.others)) and not same_place(pair)


def new_place(pair: Pair) -> bool:
    """Both have places, none in common and none that holds another's."""
    if is_flight(pair.telling) or ((pair.telling.is_known or pair.telling.is_outcome) and not pair.telling.is_placed):
        return False
    own, theirs = place_keys([pair.telling]), place_keys(pair.others)
    if not own or not theirs or pair.telling.is_at_site:
        return False
    return not own & (theirs | holders(pair.others)) and not theirs & holders([pair.telling])


def is_flight(telling: Telling) -> bool:
    """It tells only of people who fled: where they went is not where it happened."""
    return all(event.harm is Harm.DISPLACED for event in telling.events)


def flight_from_fighting(pair: Pair) -> bool:
    """People flee from fighting, shelling and those who take a town, sooner than from a theft told later."""
    return is_flight(pair.telling) and bool(deed_kinds(pair.others) & FLED)


def holders(tellings: Sequence[Telling]) -> frozenset[object]:
    """What holds their places, by entry of the gazetteer."""
    chains = ((telling.grounding, telling.grounding.place_chains[number]) for telling in tellings for number in telling.place_ids)
    refs = (grounding.places[number] for grounding, chain in chains for number in chain)
    return frozenset(ref.place.id for ref in refs if ref.place)


def place_keys(tellings: Sequence[Telling], *, wide: bool = True) -> frozenset[object]:
    """Their places, by entry of the gazetteer and by name; with or without countries and provinces."""
    refs = [ref for telling in placed(tellings) for ref in telling.places if wide or ref.precision not in WIDE]
    return frozenset((*(normal_name(ref.name) for ref in refs), *(ref.place.id for ref in refs if ref.place)))


def same_actor(pair: Pair) -> bool:
    """One acts in both."""
    return is_any_same([one.name for one in pair.telling.actors], [one.name for other in pair.others for one in other.actors])


def same_target(pair: Pair) -> bool:
    """It is done to one in both."""
    return is_any_same(target_names([pair.telling]), target_names(pair.others))


def same_kind_of_target(pair: Pair) -> bool:
    """It is done to people or things of one name that many bear: "civilians", "a car"."""
    return not same_target(pair) and is_any_same(target_names([pair.telling], wide=True), target_names(pair.others, wide=True))


def target_names(tellings: Sequence[Telling], *, wide: bool = False) -> list[str]:
    """Names of targets that are more than one common noun, or all but people at large."""
    names = (one.name for telling in tellings for one in telling.targets)
    return [name for name in names if (wide and normal_name(name) not in vague_targets()) or " " in normal_name(name) or name[0].isupper()]


def other_force(pair: Pair) -> bool:
    """Forces of a state act here and armed others there, or the other way round: a step of its own (codebook, decision 1)."""
    own = pair.telling.kinds[0] & ARMED
    theirs = next((other.kinds[0] for other in pair.others if other.kinds[0]), frozenset()) & ARMED
    return bool(own) and bool(theirs) and not own & theirs and bool(own & STATE) != bool(theirs & STATE)


def takes_for_known(telling: Telling) -> bool:
    """Its leading noun is definite: "the blast", "the air strikes"."""
    return telling.lead.is_noun and telling.lead.is_definite


def strikes_back(pair: Pair) -> bool:
    """What the other force does is a deed with a name of its own: an air strike, a seizure."""
    return other_force(pair) and pair.telling.lead.family == "act" and not pair.telling.is_known


def other_victim(pair: Pair) -> bool:
    """Both name whom it was done to, nobody in common, at places that differ: "the deputy Ana Ruiz was kidnapped in Cali"."""
    own, theirs = (frozenset(name for name in target_names(side) if is_full_name(name)) for side in ([pair.telling], pair.others))
    return bool(own) and bool(theirs) and not same_target(pair) and new_place(pair)


def other_target(pair: Pair) -> bool:
    """It brings in a deed, or tells that somebody also did one, to what none of the others was done to: "a mortar attack on a border post"."""
    telling = pair.telling
    if telling.plover != "ASSAULT" or telling.lead.family not in DEEDS or not (indefinite(pair) or (telling.is_also and not pair.is_tally)):
        return False
    own, theirs = particular(telling.targets), particular([one for other in pair.others for one in other.targets])
    return bool(own) and bool(theirs) and not is_any_same(own, theirs)


def also_before(pair: Pair) -> bool:
    """It tells what was also done in another period: "was also attacked earlier this year"."""
    return pair.telling.is_also and vague_day(pair)


def particular(fillers: Sequence[Filler]) -> list[str]:
    """The names of targets that are not people at large."""
    return [one.name for one in fillers if normal_name(one.name).rpartition(" ")[2] not in vague_targets()]


def is_full_name(name: str) -> bool:
    """Two words with a capital or more, the last one among them: "Ana de la Cruz", not "Café Roma's wall"."""
    words = name.split()
    return words[-1][:1].isupper() and sum(word[:1].isupper() for word in words) >= FEW


def same_deed(pair: Pair) -> bool:
    """Deeds of one group are told by both."""
    return bool(deed_kinds([pair.telling]) & deed_kinds(pair.others))


def part_deed(pair: Pair) -> bool:
    """Deeds of two groups that may be parts of one assault: a bomb, then gunmen (codebook, decision 1)."""
    return not same_deed(pair) and not unnamed_deed(pair)


def unnamed_deed(pair: Pair) -> bool:
    """One of them names no deed, or only what explodes in the other's: "the bombing" beside an air strike."""
    own, theirs = deed_kinds([pair.telling]), deed_kinds(pair.others)
    if not own or not theirs:
        return True
    return not own & theirs and any(one == {"bomb"} and bool(other & EXPLODING) for one, other in ((own, theirs), (theirs, own)))


def deed_kinds(tellings: Sequence[Telling]) -> frozenset[str]:
    """Groups of the deeds that are named."""
    return frozenset(deed_groups()[deed] for deed in deeds_of(tellings))


def fresh(pair: Pair) -> bool:
    """It tells with a verb of a deed at a place or time of its own, and nothing of what it says was told of the group."""
    telling, lead = pair.telling, pair.telling.lead
    is_deed = lead.family in DEEDS or bool(telling.actors)
    if lead.is_noun or not is_deed or not any(event.times or event.places for event in telling.events):
        return False
    return not any(shares(pair) for shares in (same_day, same_place, same_actor, same_target, same_figure, same_word))


def same_word(pair: Pair) -> bool:
    """Both name the deed with the same word."""
    return bool(deed_rules([pair.telling]) & deed_rules(pair.others))


def deed_rules(tellings: Sequence[Telling]) -> frozenset[str]:
    """Entries of the lexicon that name their deeds."""
    return frozenset(event.rule for telling in tellings for event in telling.events if event.family in DEEDS)


def same_figure(pair: Pair) -> bool:
    """A number of more than a few in common."""
    return any(max(low or 0, high or 0) > FEW for _, low, high in figures([pair.telling]) & figures(pair.others))


def same_number(pair: Pair) -> bool:
    """Both are the same one of several: "the second bombing"."""
    return any(pair.telling.ordinals & other.ordinals for other in pair.others)


def also_seized(pair: Pair) -> bool:
    """Both tell of captives: those captured may be those arrested."""
    return any(event.harm in SEIZED for event in pair.telling.events) and any(
        event.harm in SEIZED for other in pair.others for event in other.events
    )


def same_few(pair: Pair) -> bool:
    """A small or open number in common, no bare plural."""
    shared = figures([pair.telling]) & figures(pair.others)
    return any((low, high) != (FEW, None) for _, low, high in shared) and not same_figure(pair)


def other_figures(pair: Pair) -> bool:
    """One sentence gives two figures of one harm that its grammar does not tie together; two speakers may each have a figure of their own."""
    own = figures([pair.telling])
    beside = figures([other for other in pair.others if other.sentence == pair.telling.sentence and not is_rival(pair.telling, other)])
    return not own & beside and bool({key[0] for key in own} & {key[0] for key in beside})


def is_rival(one: Telling, other: Telling) -> bool:
    """A speaker of its own tells one: "officials spoke of seven dead; a doctor said nine bodies were brought in"."""
    own, theirs = ({event.attributions[-1] for event in side.events if event.attributions} for side in (one, other))
    return bool(own) and own.isdisjoint(theirs)


def figures(tellings: Sequence[Telling]) -> frozenset[tuple[Harm, int | None, int | None]]:
    """What makes their figures the same."""
    return frozenset(figure_key(figure) for telling in tellings for figure in telling.figures)


def known(pair: Pair) -> bool:
    """Its words take a deed for known: "the attack"."""
    is_taken = pair.telling.is_known or (pair.is_tally and pair.telling.is_of_known_many)
    return is_taken and not described(pair) and not another_kind(pair)


def described(pair: Pair) -> bool:
    """Its words say themselves which known deed they mean: "the killing of two judges", "the attack on the bank"."""
    return pair.telling.is_known and any(event.is_noun and (event.targets or event.places) for event in pair.telling.events)


def known_and_first(pair: Pair) -> bool:
    """What it takes for known is what the report is mostly about."""
    return pair.is_first and known(pair) and not pair.telling.points_back


def indefinite(pair: Pair) -> bool:
    """Its words bring a deed in, and say more of it than that it was one: "a suicide bombing in Kabul"."""
    telling, lead = pair.telling, pair.telling.lead
    if not lead.is_noun or telling.is_known or lead.is_definite or lead.is_plural:
        return False
    return bool(lead.targets) or any(event.times or event.places or event.figures for event in telling.events)


def another_kind(pair: Pair) -> bool:
    """Its words bring in a deed of another kind: "a mortar attack" beside an air strike; or take one for known: "the air strikes"."""
    is_named = takes_for_known(pair.telling) and pair.telling.lead.family == "act" and not is_of_conquest(pair)
    return part_deed(pair) and (indefinite(pair) or is_named)


def is_of_conquest(pair: Pair) -> bool:
    """True for "the fighting" beside ground that was taken: that is how it was taken."""
    return deed_kinds([pair.telling]) <= {"fight"} and "territory" in deed_kinds(pair.others)


def near(pair: Pair) -> bool:
    """The group was told of in this sentence or the one before; of totals another figure is another total, but for who "also died"."""
    return 0 <= pair.gap <= (0 if pair.is_tally and pair.telling.figures and not pair.telling.points_back else 1)


def first(pair: Pair) -> bool:
    """The group is what the report is mostly about."""
    return pair.is_first


def latest(pair: Pair) -> bool:
    """The group was told of last, and not long ago."""
    return pair.is_latest and pair.gap <= CARRIED


def back_to_latest(pair: Pair) -> bool:
    """Its words point at what was told right before: "in that raid"."""
    telling = pair.telling
    return latest(pair) and telling.points_back and (telling.is_outcome or telling.is_known) and not telling.has_own_time


def outcome_of_latest(pair: Pair) -> bool:
    """It tells what came of the deed told last."""
    return latest(pair) and pair.telling.is_outcome


def apart(pair: Pair) -> bool:
    """Its sentence opens with words that set it apart: "Elsewhere"."""
    return pair.telling.is_apart and not same_number(pair)


def other_item(pair: Pair) -> bool:
    """One stands in an item of a list, the other in another item or behind the list, and takes no deed for known."""
    theirs = {other.lead.item for other in pair.others}
    return theirs.isdisjoint({0, pair.telling.lead.item}) and not (pair.telling.is_known or same_number(pair))


# By hand, on the order of what they say; `onrecord evaluate` shows what a change does.
WEIGHTS: tuple[tuple[Callable[[Pair], bool], float], ...] = (
    (same_day, 1.0),
    (vague_day, -1.0),
    (old_beside_news, -1.5),
    (news_beside_old, -0.7),
    (same_place, 1.0),
    (same_area, 0.4),
    (new_place, -0.6),
    (same_actor, 0.7),
    (other_force, -1.0),
    (strikes_back, -1.5),
    (same_target, 0.8),
    (same_kind_of_target, 0.4),
    (same_deed, 0.8),
    (unnamed_deed, 0.8),
    (part_deed, 0.3),
    (fresh, -0.6),
    (same_figure, 1.5),
    (same_few, 0.5),
    (other_figures, -1.5),
    (known, 1.2),
    (described, 0.4),
    (known_and_first, 0.4),
    (indefinite, -0.4),
    (another_kind, -0.8),
    (near, 0.6),
    (first, 0.4),
    (latest, 0.3),
    (back_to_latest, 0.6),
    (outcome_of_latest, 0.4),
    (apart, -1.6),
    (other_item, -2.0),
    (same_number, 1.0),
    (other_victim, -1.0),
    (other_target, -0.6),
    (also_before, -1.0),
    (also_seized, 0.6),
    (flight_from_fighting, 1.0),
)


def likeness(pair: Pair) -> float:
    """The sum of what holds."""
    return sum(weight for holds, weight in WEIGHTS if holds(pair))
