"""Figures in sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from tests.tagged import Tag, read_tagged

from onrecord.errors import InvalidRuleError
from onrecord.extract.counts.cues import find_cues
from onrecord.extract.counts.find import find_figures
from onrecord.extract.counts.rules import FOLDER, harm_rules, read_harm
from onrecord.model.mentions import FigureMention
from onrecord.vocab.rules import read_toml, texts

Parse = Callable[[str], Doc]
RULES = [row for row in read_toml(FOLDER / "harms.toml")["rule"] if isinstance(row, dict)]  # type: ignore[attr-defined]
EXAMPLES = [(str(row["id"]), text) for row in RULES for text in texts(row, "examples")]
NEVER = [(str(row["id"]), text) for row in RULES for text in texts(row, "never")]

PLAIN = [
    "[At least 12 people](toll harm=killed low=12 high=None victims=people) were killed and [40 others](toll harm=injured n=40) wounded in Homs.",
    "The attack left [3 soldiers](toll harm=killed n=3) and [two civilians](toll harm=killed n=2) dead and [20](toll harm=injured n=20) wounded.",
    "A bomb exploded, killing [at least three people](toll harm=killed low=3 high=None) and injuring [dozens](toll harm=injured low=24 high=None).",
    "[12](toll harm=killed n=12) dead in Kabul blast",
    "Blast kills [12](toll harm=killed n=12), wounds [30](toll harm=injured n=30)",
    "[Two women](toll harm=killed n=2 victims=women) killed in countryside",
    "The death toll rose to [85](toll harm=killed n=85) on Monday.",
    "The bodies of [3 women](toll harm=killed n=3) were found near the river.",
    "[Ali Hassan](toll harm=killed n=1), a journalist, was shot dead in Mosul.",
    "[Between 20 and 30 fighters](toll harm=captured low=20 high=30) were captured, while [no one](toll harm=injured n=0) was injured.",
    "The siege claimed [hundreds](toll harm=killed low=200 high=None) of lives.",
    "They denounced the killing of [48 Syrian soldiers](toll harm=killed n=48 victims='Syrian soldiers').",
    "Police confirmed the arrest of [the mayor](toll harm=arrested n=1 victims=mayor).",
    "[A man](toll harm=killed n=1) and [his two sons](toll harm=killed n=2) were killed.",
    "A family of [five](toll harm=killed n=5) was killed when a shell hit their house.",
    "[12 off-duty officers](toll harm=killed n=12) were killed.",
    "[Nine soldiers](toll harm=killed n=9) lost their lives.",
    "[Thirty people](toll harm=missing n=30) are missing.",
    "Gunmen kidnapped [three nurses](toll harm=abducted n=3) and later freed [two hostages](toll harm=released n=2).",
    "[Twelve tourists](toll harm=abducted n=12) were taken hostage.",
    "[Some 3,000 families](toll harm=displaced n=3000) fled their homes; [200 houses](toll harm=destroyed n=200) were destroyed.",
    "[An insurgent](toll harm=killed n=1) was killed and [another](toll harm=captured n=1) captured.",
    "[Two men](toll harm=killed n=2) were beaten to death.",
    "The governor was unhurt, but [four guards](toll harm=injured n=4) were hurt.".replace(
        "The governor", "[The governor](toll harm=injured n=0)"
    ),
    "[The victims, two sisters](toll harm=killed n=2) aged 12 and 14, were killed by a drone.",
    "Rebels killed [four](toll harm=killed n=4) of the marines and wounded [three others](toll harm=injured n=3 victims=others).",
    "[At least 3 women](toll harm=killed low=3 high=None) and [3 children](toll harm=killed low=3 high=None) were killed.",
    "The blast destroyed [two cars](toll harm=destroyed n=2) and a wall fell.",
    "[Three teenagers](toll harm=injured n=3) were shot on Friday.",
    "A soldier was fatally shot.".replace("A soldier", "[A soldier](toll harm=killed n=1)"),
    "The bodies of [a father](toll harm=killed n=1), [a mother](toll harm=killed n=1) and [their four sons](toll harm=killed n=4) were pulled from the rubble.",
]
LISTS = [
    "A mine in Sabha killed [a captain](toll n=1), [his cook](toll n=1) and [three drivers](toll n=3) and wounded [two herders](toll harm=injured n=2).",
    "Gunmen killed [a teacher](toll n=1), Omar Ali, and [two pupils](toll n=2).",
    "Gunmen killed [Omar Ali](toll n=1), a teacher, and [two pupils](toll n=2).",
    "Gunmen killed [Omar Ali](toll n=1), [his wife](toll n=1) Huda, 34, and [a neighbour](toll n=1).",
    "The shell killed [two soldiers](toll n=2) and [three women](toll harm=injured n=3) were hurt.",
    "The shell killed [three civilians](toll n=3), [two women](toll n=2 part=0) and a child.".replace(
        "a child", "[a child](toll n=1 part=0)"
    ),
    "The shell killed [a baker](toll n=1) alongside [his wife](toll n=1) Sara Haddad (41) and [their two sons](toll n=2).",
    "The shell killed [a poet and novelist](toll n=1), and [a father](toll n=1) and [son](toll n=1).",
    "The raid wounded [27 guards and porters](toll harm=injured n=27 victims='guards and porters').",
    "They mourned the deaths of [Tariq Saleh](toll n=1), [Hamza Saleh](toll n=1), and [Karim Haddad](toll n=1).",
]
WORDINGS = [
    "[Five bodies](toll harm=killed n=5) with gunshot wounds were found by the canal.",
    "The clinic received [nine bodies](toll harm=killed n=9).",
    "[The constable](toll harm=injured n=0) was not hurt.",
    "Four rockets fell on the village without [casualties](toll harm=injured n=0;toll harm=killed n=0).",
    "The blast left [no one](toll harm=injured n=0) hurt.",
    "The blast left [25](toll harm=injured n=25) hurt.",
    "[Six people](toll harm=killed n=6) queuing for bread were killed.",
    "[At least 21 identified members](toll harm=killed low=21 high=None) of the clan were killed.",
    "[A 17-year-old](toll harm=arrested n=1) from Lyon was arrested.",
    "[A bomber](toll harm=killed n=1) blew himself up, killing [six guards](toll harm=killed n=6).",
    "[The gunman](toll harm=killed n=1) killed [three people](toll harm=killed n=3) before turning the gun on himself.",
    "[A porter](toll harm=injured n=1) was shot in the leg, and [a nurse](toll harm=killed n=1) was killed.",
    "[Two](toll harm=killed n=2) of the wounded died.",
    "[One sailor](toll harm=killed n=1) was killed and [two](toll harm=missing n=2) are missing.",
    "They burned [three old watchmen](toll harm=killed n=3) to death.",
    "GAO - [Nine porters](toll harm=killed n=9) were killed in a bombing.",
    "[The brothers](toll harm=killed n=2), aged 19 and 22, died at once.",
    "In the fighting [two members](toll harm=killed n=2) of this band were killed.",
    "[A cleaner](toll harm=injured n=1) lost a leg.",
    "[A street vendor](toll harm=injured n=1) was grazed by a bullet.",
    'The clinic put the number of wounded at "[about 20](toll harm=injured n=20)".',
    "[An unknown number](toll harm=abducted low=2 high=None) were carried off.",
    "The bodies of [three guards](toll harm=killed n=3) were taken to the hospital.",
    "The shell killed up to [20 people](toll harm=killed low=None high=20), including [two boys](toll harm=killed n=2 part=0), and [one girl](toll harm=injured n=1) was hurt.",
]
RETOLD = [
    "Police say [four](toll harm=killed n=4) died; the clinic says [nine](toll harm=killed n=9).",
    "A mine killed [six drivers](toll harm=killed n=6). The union put the figure at [11](toll harm=killed n=11).",
    'Police detained [40 pupils](toll harm=arrested n=40), a lawyer said. Their own count was "[about 70](toll harm=arrested n=70)".',
    "The shelling killed [two nurses](toll harm=killed n=2) and hurt [30 men](toll harm=injured n=30); the number, a monk said, is [five](toll harm=killed n=5).",
    "How many have died is not known, but a tally by the parish stands at [64](toll harm=killed n=64).",
]
NOBODY = [
    "The mortar fire went on without [loss of life](toll harm=killed n=0).",
    "The rocket burst without injuring [anyone](toll harm=injured n=0).",
    "The mine did not cause any [casualties](toll harm=injured n=0;toll harm=killed n=0).",
    "The raid caused no [deaths](toll harm=killed n=0) or [injuries](toll harm=injured n=0).",
    "[The envoy](toll harm=injured n=0) survived the ambush unscathed.",
    "[All the porters](toll harm=injured n=0) escaped unhurt.",
]
CONDITIONS = [
    "[A woman](toll harm=killed n=1) was found dead; [her husband](toll harm=injured n=1) is in grave condition.",
    "[A 14-month-old](toll harm=injured n=1) was hurt.",
    "[One man](toll harm=killed n=1) died and [a second victim](toll harm=injured n=1) was taken to a clinic.",
    "[A teenager](toll harm=injured n=1) is recovering after being shot in the shoulder.",
    "Raiders hacked to death [nine herders](toll harm=killed n=9).",
    "[A couple](toll harm=killed n=2) were shot dead on their farm.",
    "[At least 14, possibly 17, miners](toll harm=killed low=14 high=17) died.",
    "[Between 1.500 and 2.000 people](toll harm=displaced low=1500 high=2000) fled the raid.",
]
OTHERS = [
    "Most of the divers were pupils, including the [one](toll harm=killed n=1) who died.",
    "They mourned the killing on Monday of [three guards](toll harm=killed n=3) and [a cook](toll harm=killed n=1).",
    "[Forty](toll harm=injured n=40) were hurt, [seven](toll harm=injured n=7 part=0) of them in serious condition.",
    "Troops detained [16 men](toll harm=arrested n=16). The whereabouts of the other [eleven](toll harm=missing n=11 part=0) remain unknown.",
    "[One guard](toll harm=killed n=1) was killed and the [other](toll harm=injured n=1) was wounded.",
    "Officials put the toll at [9](toll harm=killed n=9) but later revised it to [7](toll harm=killed n=7).",
    "[Two porters](toll n=2) died, [a man](toll n=1 part=0) of 58 and [a woman](toll n=1 part=0) of 61, and [nine](toll harm=injured n=9) were injured.",
    "[Nine](toll n=9) of the dead were guards, [two](toll n=2 part=0) were clerks and [one](toll n=1 part=0) was a cook.",
    "Three men ran in with knives; guards shot [them](toll harm=killed n=3) dead.",
    "Gangs let [90 inmates](toll harm=released n=90) out. [Two nuns](toll harm=abducted n=2) were seized; [they](toll harm=released n=2) were let go at dawn.",
    "[A policewoman](toll harm=injured n=1) and [a passer-by](toll harm=injured n=1) were wounded.",
    "The envoy was safe, but his guards were not: [one](toll harm=killed n=1) died and [two](toll harm=injured n=2) were wounded.",
]
PARTS = [
    "[Seven people](toll harm=killed n=7), including [a doctor](toll n=1 part=0) and [two nurses](toll n=2 part=0), died.",
    "Jets killed [eight members](toll harm=killed n=8) of the family, among them [five children](toll n=5 part=0).",
    "The strikes killed [up to 32 civilians](toll harm=killed low=None high=32), [many](toll low=2 part=0 victims=women) of them women.",
    "The bombing killed [14 people](toll harm=killed n=14) ([nine women](toll n=9 part=0) and [five children](toll n=5 part=0)).",
    "[Two men](toll harm=injured n=2) were wounded, [one](toll harm=injured n=1 part=0) seriously.",
    "The raid left [ten people](toll n=10) dead, among them [a 16-year-old pupil](toll n=1 part=0).",
    "[Two porters](toll n=2) died, [a man](toll n=1 part=0) of 58 and [a woman](toll n=1 part=0) of 61.",
    "[Nine people](toll n=9), among them [four girls](toll n=4 part=0) and [a nurse](toll n=1 part=0), were killed.",
    "[Five herders](toll n=5), [three of whom](toll n=3 part=0) are said to be members of a gang, were killed.",
    "The death toll stands at [11](toll n=11), [seven](toll n=7 part=0) of them under 25.",
    "[Eleven people](toll n=11) died. [Eight](toll n=8 part=0) of the dead were guards and [one](toll n=1 part=0) was a cook.",
    "[Nine people](toll n=9) were killed; [three women](toll n=3 part=0) were among them.",
    "[Between five and seven members](toll low=5 high=7) of a family, including [two boys](toll n=2 part=0) and a girl, were killed.".replace(
        "a girl", "[a girl](toll n=1 part=0)"
    ),
    "[Six people](toll harm=injured n=6) were hurt. [A girl](toll n=1) died. [Three](toll harm=injured n=3 part=0) of the victims are boys.",
    "[Five people](toll harm=injured n=5) were shot. [Two](toll harm=injured n=2 part=0) of the victims are boys.",
]
LINES = "The blast left 13 people dead; they are:\n• Six farmers, including two women.\n• Seven miners: Two men and five women.\n"
JOINT = [
    "[60 people](toll harm=injured low=None high=60;toll harm=killed low=None high=60) were killed and injured.",
    "The raid killed and wounded [dozens](toll harm=killed low=None high=None;toll harm=injured low=None high=None) of civilians.",
]
NOT_FIGURES = [
    "The attack could kill hundreds.",
    "They vowed to kill thousands of soldiers.",
    "If the dam breaks, thousands will die.",
    "Lawmakers killed the bill.",
    "The engine died after two hours.",
    "Germany has about 850 soldiers at a base.",
    "Two bombs exploded near the market.",
    "He was sentenced to 12 years.",
    "The rebels captured the town.",
    "The group released a statement.",
    "The talks collapsed on Monday.",
    "It is not known how many people were killed.",
    "He finished dead last.",
    "The troops tried to avoid civilian casualties.",
    "Mines kill farmers in the valley.",
    "They did not kill the hostages.",
    "He died of cancer.",
    "The loss of life was prevented by the guards.",
    "They were charged with the attempted murder of two judges.",
    "There were no executions.",
    "The number of fighters killed is not known.",
    "A list of fatalities was published.",
    "Two gunmen fled.",
    "They did not hurt the cause.",
    "They took steps to save lives.",
    "The number of raids this year stands at 30.",
    "It would not injure anyone.",
]


@pytest.mark.parametrize("sentence", [*PLAIN, *PARTS, *LISTS, *WORDINGS, *RETOLD, *NOBODY, *CONDITIONS, *OTHERS])
def test_figures_are_read_with_their_bounds(sentence: str, doc_of: Parse) -> None:
    text, tags = read_tagged(sentence)
    figures = find_figures(doc_of(text))
    assert [describe(figure) for figure in figures]
    assert len(figures) == len(tags)
    for figure, tag in zip(figures, tags, strict=True):
        assert_fits(figure, tag, text)


def test_the_lines_of_a_list_are_parts_of_the_figure_above(doc_of: Parse) -> None:
    figures = find_figures(doc_of(LINES))
    assert [(figure.count.best, figure.victims, figure.part_of) for figure in figures] == [
        (13, "people", None), (6, "farmers", 0), (2, "women", 1), (7, "miners", 0), (2, "men", 3), (5, "women", 3),
    ]  # fmt: skip


@pytest.mark.parametrize("sentence", JOINT)
def test_one_number_for_several_harms_leaves_the_lower_bound_open(sentence: str, doc_of: Parse) -> None:
    text, tags = read_tagged(sentence)
    figures = sorted(find_figures(doc_of(text)), key=lambda figure: figure.harm)
    assert all(figure.is_joint for figure in figures)
    for figure, tag in zip(figures, sorted(tags, key=lambda tag: tag["harm"]), strict=True):
        assert_fits(figure, tag, text)


@pytest.mark.parametrize("sentence", NOT_FIGURES)
def test_what_did_not_happen_or_harms_nobody_is_no_figure(sentence: str, doc_of: Parse) -> None:
    assert [describe(figure) for figure in find_figures(doc_of(sentence))] == []


@pytest.mark.parametrize(
    ("sentence", "total"),
    [
        ("More than 500 people have been killed since 2011.", True),
        ("The army killed 60 militants this year.", True),
        ("At least 90 people were killed across the country.", True),
        ("At least 90 people were killed in the market.", False),
        ("The death toll rose to 85 after the blast.", False),
        ("It was the third such raid this month, in which 40 have died.", True),
        ("A nurse held since May was freed.", False),
        ("The smuggler was killed by guards who had hunted him since June.", False),
    ],
)
def test_a_total_over_a_period_or_a_country_is_marked(sentence: str, *, total: bool, doc_of: Parse) -> None:
    assert [figure.is_total for figure in find_figures(doc_of(sentence))] == [total]


def test_a_figure_that_is_denied_is_marked(doc_of: Parse) -> None:
    assert [figure.polarity for figure in find_figures(doc_of("The minister denied that three men were killed."))] == ["denied"]


@pytest.mark.parametrize(
    ("sentence", "earlier"),
    [
        ("Officials first spoke of three dead, but later said that five were killed.", [True, False]),
        ("The clinic initially reported that two people were killed.", [True]),
        ("Two people were killed.", [False]),
        ("A nurse said she had counted 19 bodies.", [False]),
        ("By noon the clinic had counted 19 bodies.", [True]),
    ],
)
def test_the_count_of_an_earlier_hour_is_marked(sentence: str, earlier: list[bool], doc_of: Parse) -> None:
    assert [figure.is_superseded for figure in find_figures(doc_of(sentence))] == earlier


def test_a_number_without_a_word_of_harm_retells_the_figure_before(doc_of: Parse) -> None:
    figures = find_figures(doc_of("A mine killed six drivers and wounded two. The union put the figure at 11."))
    assert [figure.retells for figure in figures] == [None, None, 0]


def test_a_pronoun_does_not_count_the_same_death_twice(doc_of: Parse) -> None:
    figures = find_figures(doc_of("A guard was killed on Monday. He was killed by a sniper."))
    assert [figure.victims for figure in figures] == ["guard"]


def test_no_casualties_are_neither_killed_nor_injured(doc_of: Parse) -> None:
    figures = find_figures(doc_of("No casualties were reported."))
    assert {(str(figure.harm), figure.count.high) for figure in figures} == {("killed", 0), ("injured", 0)}


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_a_rule_of_harms_gives_a_figure_in_its_examples(rule: str, text: str, doc_of: Parse) -> None:
    assert rule in {figure.rule for figure in find_figures(doc_of(text))}


@pytest.mark.parametrize(("rule", "text"), NEVER)
def test_a_rule_of_harms_gives_no_figure_in_its_look_alikes(rule: str, text: str, doc_of: Parse) -> None:
    assert rule not in {figure.rule for figure in find_figures(doc_of(text))}


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_figures(text: str) -> None:
    check(text)


WORDS = [
    "killed",
    "wounded",
    "people",
    "soldiers",
    "at",
    "least",
    "12",
    "three",
    "dozen",
    "and",
    "or",
    ",",
    "including",
    "among",
    "them",
    "the",
    "dead",
    "were",
    "was",
    "of",
    "women",
    "-",
    "(",
    ")",
    ":",
    "two",
    "none",
    "missing",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_no_order_of_words_breaks_the_reading_of_figures(words: list[str]) -> None:
    check(" ".join(words))


def check(text: str) -> None:
    """What must hold of all figures."""
    from onrecord.annotate import annotate_document  # noqa: PLC0415
    from onrecord.model.text import Document  # noqa: PLC0415

    doc = annotate_document(Document(id="test", text=text))
    figures = find_figures(doc)
    for index, figure in enumerate(figures):
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert 0 <= figure.token < len(doc)
        assert figure.part_of is None or (0 <= figure.part_of < len(figures) and figure.part_of != index)
        assert figure.victims is None or (
            figure.victims_span and text[figure.victims_span.start : figure.victims_span.end] == figure.victims
        )


def test_a_word_that_another_rule_uses_up_is_none_of_its_own(doc_of: Parse) -> None:
    cues = find_cues(doc_of("A teacher was shot dead."))
    assert [cue.rule.id for cue in cues] == ["killed.to-death"]


def test_a_harm_rule_with_an_unknown_grammar_is_refused() -> None:
    with pytest.raises(InvalidRuleError, match="counts must be"):
        read_harm({"id": "killed.x", "harm": ["killed"], "words": ["x"], "counts": "victims"})


def test_every_harm_has_words() -> None:
    assert {str(harm) for rules in harm_rules().values() for rule in rules for harm in rule.harms} == {
        "killed", "injured", "missing", "abducted", "captured", "arrested", "displaced", "released", "destroyed",
    }  # fmt: skip


def assert_fits(figure: FigureMention, tag: Tag, text: str) -> None:
    """Compare a figure with the values that its tag gives."""
    assert figure.span.start < tag.end
    assert tag.start < figure.span.end
    number = dict(tag.values).get("n")
    got = {
        "harm": str(figure.harm),
        "low": str(figure.count.low),
        "high": str(figure.count.high),
        "victims": figure.victims,
        "part": str(figure.part_of),
        "n": str(figure.count.best),
    }
    wanted = dict(tag.values) | ({"low": number, "high": number} if number else {})
    assert {key: got[key] for key in wanted} == wanted, text


def describe(figure: FigureMention) -> tuple[str, int | None, int | None, str | None]:
    """A figure in short, for messages."""
    return str(figure.harm), figure.count.low, figure.count.high, figure.victims


def test_a_toll_rises_behind_what_it_is_of(doc_of: Callable[[str], Doc]) -> None:
    text = "The death toll from Friday's suicide bombing at a hotel in the old town has risen to eight."
    assert [(figure.count.low, figure.count.high) for figure in find_figures(doc_of(text))] == [(8, 8)]
