"""Who says what: source, cue and content in every order that news uses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from onrecord.extract.actors.find import find_actors
from onrecord.extract.attribution.find import chain_at, find_attributions
from onrecord.extract.attribution.responsibility import find_responsibility
from onrecord.model.claims import Polarity, Voice
from onrecord.model.mentions import AttributionMention
from onrecord.model.text import Span
from onrecord.vocab.actors import load_actors


def said(doc: Doc, cue: str) -> AttributionMention:
    """The attribution with a cue."""
    found = [mention for mention in find_attributions(doc) if doc.text[mention.cue.start : mention.cue.end] == cue]
    assert found, f"no '{cue}' in {[doc.text[mention.cue.start : mention.cue.end] for mention in find_attributions(doc)]}"
    return found[0]


def words(doc: Doc, span: Span | None) -> str | None:
    """What a span holds."""
    return doc.text[span.start : span.end] if span else None


def spans_of(doc: Doc, words_in: str) -> Span:
    """Where words stand."""
    start = doc.text.index(words_in)
    return Span(start, start + len(words_in))


@pytest.mark.parametrize(
    ("text", "cue", "source", "inside"),
    [
        ("The governor said the depot had burned down.", "said", "The governor", "the depot had burned down"),
        ("Jets bombed a bridge near Obo, the state news agency reports.", "reports", "the state news agency", "Jets bombed a bridge"),
        ("There were deaths on both sides, a guard said, when gunmen raided the post.", "said", "a guard", "when gunmen raided the post"),
        ("The army was accused by residents of burning nine huts.", "was accused", "residents", "burning nine huts"),
        (
            "Five men were found near Altu, the Dorna prosecutor's office reported.",
            "reported",
            "the Dorna prosecutor's office",
            "found near Altu",
        ),
        ("Police shot 320 people in Dorna last year, official statistics show.", "show", "official statistics", "Police shot 320"),
        ("Minsk denies that its troops shot nine men, as Riga alleges.", "alleges", "Riga", "its troops shot nine men"),
        ('"He had his bread in his hand." Two farmers said that they had seen it.', "said", "Two farmers", "they had seen it"),
        ("The raid, which residents described as an ambush, began at noon.", "described", "residents", "as an ambush"),
        ("Two drivers were hurt, the hospital said.", "said", "the hospital", "Two drivers were hurt"),
        ("The convoy, aid workers said, was turned back at noon.", "said", "aid workers", "was turned back"),
        ("Nine miners died in the collapse, according to the union.", "according to", "the union", "Nine miners died"),
        ("According to the union, nine miners died in the collapse.", "According to", "the union", "nine miners died"),
        ("A nurse told the station that four boys had been treated.", "told", "A nurse", "four boys had been treated"),
        ('"They fired from the roof," said Lena Hart, a baker.', "said", "Lena Hart, a baker", "They fired from the roof"),
        ("Ministry: Three guards killed in ambush.", ":", "Ministry", "Three guards killed in ambush"),
        ("The ministry confirmed the death of two guards.", "confirmed", "The ministry", "the death of two guards"),
        (
            "Gunmen killed three farmers and burnt two houses, residents and a local chief said.",
            "said",
            "residents and a local chief",
            "burnt two",
        ),
        ("A deputy was quoted as saying that the bridge was lost.", "saying", "A deputy", "the bridge was lost"),
        ("As the deputy has pointed out, two wells were poisoned.", "has pointed out", "the deputy", "two wells were poisoned"),
        ("As reported by the Herald, two wells were poisoned.", "reported", "the Herald", "two wells were poisoned"),
        ("The tanker, which officers say was hit by a drone, carried oil.", "say", "officers", "was hit by a drone"),
        ("The navy issued a statement saying that two boats had been sunk.", "saying", "The navy", "two boats had been sunk"),
        (
            "The mine in Segou killed a captain, his cook and two clerks and hurt at least four bystanders, the interior ministry said on Friday.",
            "said",
            "the interior ministry",
            "killed a captain",
        ),
        (
            "Explosions were heard in the port, the mayor says; earlier a shell fell on a depot.",
            "says",
            "the mayor",
            "Explosions were heard",
        ),
        ("The abbot, who said that two monks were missing, left.", "said", "The abbot, who", "two monks were missing"),
        ("The envoy was confident that the truce would hold.", "was confident", "The envoy", "the truce would hold"),
        ("The rebels repeated their claim that they held the pass.", "repeated their claim", "The rebels", "they held the pass"),
        ("Monks expressed concern about the raids.", "expressed concern", "Monks", "the raids"),
        (
            "Nine monks died, by the count of the abbot who buried them, when a shell fell.",
            "by the count",
            "the abbot who buried them",
            "Nine",
        ),
        ("The landslide left 12 dead by the council's count.", "by", "the council's", "12 dead"),
        ("The officers had spoken of nine dead.", "had spoken of", "The officers", "nine dead"),
        ("Blast kills four in Basra market: police", ":", "police", "kills four"),
        ("Bomb kills 12 in Peshawar market - officials", "-", "officials", "kills 12"),
        (
            "In Sumy a shell hit a school, killing a guard and his son, Governor Ivan Bilyk wrote on Telegram.",
            "wrote",
            "Governor Ivan Bilyk",
            "a shell hit a school",
        ),
    ],
)
def test_source_cue_and_content_are_found_in_any_order(doc_of: Callable[[str], Doc], text: str, cue: str, source: str, inside: str) -> None:
    doc = doc_of(text)
    mention = said(doc, cue)
    assert words(doc, mention.source) == source
    assert any(piece.contains(spans_of(doc, inside)) for piece in mention.pieces)


def test_pieces_leave_out_the_source_that_interrupts_them(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of("The convoy, aid workers said, was turned back at noon.")
    assert not any(piece.overlaps(spans_of(doc, "aid workers said")) for piece in said(doc, "said").pieces)


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("The tanker, which officers say was hit by a drone, carried oil.", "carried oil"),
        ("Explosions were heard in the port, the mayor says; earlier a shell fell on a depot.", "a shell fell"),
        ("Three sheds burned, according to the owner; a fireman was hurt.", "a fireman was hurt"),
    ],
)
def test_what_the_report_tells_itself_is_nobody_elses(doc_of: Callable[[str], Doc], text: str, outside: str) -> None:
    doc = doc_of(text)
    assert not chain_at(find_attributions(doc), spans_of(doc, outside))


@pytest.mark.parametrize(
    "text",
    [
        "He was blamed for saying that the town had fallen.",
        "The soldiers found a tunnel that led to the river.",
        "Media workers joined a march set up by the unions.",
        "The captain should say that the town has fallen.",
    ],
)
def test_what_nobody_tells_is_no_attribution(doc_of: Callable[[str], Doc], text: str) -> None:
    assert not [mention for mention in find_attributions(doc_of(text)) if mention.stance not in {"accuse", "comment"}]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Citing a nurse, the news site Kanem Herald reported that raiders had burned a mill.", ["Kanem Herald", "nurse"]),
        ("The Kanem Herald reported, citing a nurse, that raiders had burned a mill.", ["Kanem Herald", "nurse"]),
        ("Harbour Radio reported, citing two nurses, that nine mills had burned down.", ["Harbour Radio", "nurses"]),
        ("At least nine mills were burned that night, says a local rights group, the Committee of Millers.", ["Committee of Millers"]),
        ("Raiders burn mill: officials", ["officials"]),
    ],
)
def test_a_source_goes_by_its_name_and_who_is_cited_is_the_innermost(doc_of: Callable[[str], Doc], text: str, names: list[str]) -> None:
    doc = doc_of(text)
    word = "burn mill" if "burn mill" in text else "burned"
    assert [mention.source_name for mention in chain_at(find_attributions(doc), spans_of(doc, word))] == names


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("A shell hit a mill, the mayor said. Five men were hurt. Firemen were still searching, he added.", True),
        ("A shell hit a mill, the mayor said. Five men were hurt. Firemen were still searching.", False),
        ("A shell hit a mill, the mayor said.\n\nFive men were hurt. Firemen were still searching, he added.", False),
        ("A shell hit a mill, the mayor said. Five men were hurt, a nurse said. Firemen were still searching, he added.", False),
    ],
)
def test_a_sentence_between_two_of_one_speaker_is_his(doc_of: Callable[[str], Doc], text: str, is_said: bool) -> None:  # noqa: FBT001
    doc = doc_of(text)
    cues = [words(doc, mention.cue) for mention in chain_at(find_attributions(doc), spans_of(doc, "Five men were hurt"))]
    assert ("added" in cues) == is_said


def test_what_is_attributed_within_a_quotation_is_a_part_of_it(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of('"The captain says that nobody fired a shot," the farmer told us.')
    assert [mention.source_name for mention in find_attributions(doc)] == ["farmer"]


def test_a_line_in_a_list_of_reports_ends_with_its_speaker(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of("Shooting, Lake Avenue: An officer shot a man who came at her with an axe on Friday, Chief Tom Lorne said.")
    assert [mention.source_name for mention in find_attributions(doc)] == ["Tom Lorne"]


def test_a_quotation_of_several_sentences_belongs_to_its_speaker(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of('"We saw two trucks. They burned at once. Nobody came," the farmer said.')
    assert words(doc, chain_at(find_attributions(doc), spans_of(doc, "We saw two trucks"))[0].source) == "the farmer"


def test_a_quotation_goes_on_after_its_speaker_is_named(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of('"We saw two trucks," the farmer said. "They burned for hours."')
    assert chain_at(find_attributions(doc), spans_of(doc, "They burned"))


def test_a_quotation_goes_on_in_the_next_paragraph(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of("“We saw two trucks on the road,” the farmer said.\n“They burned for hours before anybody came.”\nThe road was closed.")
    attributions = find_attributions(doc)
    assert words(doc, chain_at(attributions, spans_of(doc, "They burned"))[0].source) == "the farmer"
    assert not chain_at(attributions, spans_of(doc, "The road was closed"))


def test_a_paragraph_left_open_is_taken_up_by_the_next_mark(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of("The farmer said: “We saw two trucks on the road.\n\n“They burned for hours.”\n\nThe road was closed.")
    assert chain_at(find_attributions(doc), spans_of(doc, "They burned"))


def test_speech_that_is_reported_does_not_go_on_without_words_that_say_so(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of("The mayor said two trucks had burned. Three houses fell.")
    assert not chain_at(find_attributions(doc), spans_of(doc, "Three houses fell"))


def test_a_statement_printed_whole_belongs_to_who_gave_it(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of(
        "The minister said:\n\nI mourn the six drivers who died.\n\nWe will find those who did this.\n\nPolice said the road was closed."
    )
    attributions = find_attributions(doc)
    assert chain_at(attributions, spans_of(doc, "six drivers"))
    assert not chain_at(attributions, spans_of(doc, "Police said"))


def test_an_outer_attribution_holds_the_inner_one(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of("The agency reported that the colonel said six men had died.")
    chain = chain_at(find_attributions(doc), spans_of(doc, "six men had died"))
    assert [words(doc, mention.source) for mention in chain] == ["The agency", "the colonel"]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("“They came at night,” the farmer said.", Voice.DIRECT),
        ("The farmer said they came at night.", Voice.INDIRECT),
        ("The farmer said the raid was “a dirty and cowardly act that shamed them”.", Voice.MIXED),
    ],
)
def test_the_voice_tells_how_words_are_given(doc_of: Callable[[str], Doc], text: str, voice: Voice) -> None:
    assert said(doc_of(text), "said").voice is voice


def test_what_is_reported_by_nobody_has_no_source(doc_of: Callable[[str], Doc]) -> None:
    mention = said(doc_of("The driver was reportedly held for two days."), "reportedly")
    assert mention.source is None
    assert mention.source_name is None


def test_a_denial_is_negative_for_its_source(doc_of: Callable[[str], Doc]) -> None:
    mention = said(doc_of("The army denied that it had shelled the camp."), "denied")
    assert (mention.stance, mention.factuality.polarity) == ("deny", Polarity.NEGATIVE)


def test_a_judgement_on_a_happening_is_no_telling_of_it(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of("The bishop criticised the killing of five shepherds.")
    assert not chain_at(find_attributions(doc), spans_of(doc, "five shepherds"))


def test_nobody_says_nothing(doc_of: Callable[[str], Doc]) -> None:
    assert not find_attributions(doc_of("No group claimed the ambush."))


def test_he_is_the_person_who_spoke_last(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of("Police chief Omar Hadi said two men were held. He said a third had fled.")
    assert find_attributions(doc)[-1].source_name == "Omar Hadi"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The prison service said the wing was calm. It had spoken of nine deaths.", "prison service"),
        ("The mining ministry said a tunnel had caved in. Nine men were missing, the statement said.", "mining ministry"),
        ("Two mining union sources said a tunnel had caved in. Nine men were missing, one of the sources said.", "mining union sources"),
        ("Inspector Joe Tamu said two men were held. Insp Tamu said a third had fled.", "Joe Tamu"),
        ('"Nine men were shot," said the Dorna sub-prefect, Luc Humbert.', "Luc Humbert"),
        ("Nine men died, according to a count kept by the rights group Harbour Watch.", "Harbour Watch"),
        ("Azerbaijan reported two deaths. Baku said a post had come under fire.", "Baku"),
        ("Superintendent of Police Joe Tamu said two men were held.", "Joe Tamu"),
        ("Superintendent of Police Joe Tamu said two men were held. The SP said a third had fled.", "Joe Tamu"),
        ("A 41-year-old seamstress said the roof had fallen in.", "seamstress"),
        ("Captain Joe Tamu said they had fled when shots were fired, adding that two men were held.", "Joe Tamu"),
        ("Captain Joe Tamu said he saw two gunmen on the roof, claiming that they had fired first.", "Joe Tamu"),
    ],
)
def test_who_speaks_again_has_the_name_given_before(doc_of: Callable[[str], Doc], text: str, name: str) -> None:
    doc = doc_of(text)
    assert find_attributions(doc, find_actors(doc, load_actors()))[-1].source_name == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Police and a doctor said nine men were hurt.", ("Police", ("doctor",))),
        ("Troops burned nine huts, residents and a local chief said.", ("residents", ("local chief",))),
        (
            "A mine left four men wounded, customs officers and doctor Ana Lima from the clinic in Obo said.",
            ("customs officers", ("Ana Lima",)),
        ),
    ],
)
def test_all_who_say_it_are_named(doc_of: Callable[[str], Doc], text: str, names: tuple[str, tuple[str, ...]]) -> None:
    (mention,) = find_attributions(doc_of(text))
    assert (mention.source_name, mention.co_sources) == names


def test_what_claims_lives_says_nothing(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of("Fresh tribal fighting in the hills has claimed eight lives and left scores homeless, Inspector Joe Tamu has said.")
    assert [mention.source_name for mention in find_attributions(doc)] == ["Joe Tamu"]


@pytest.mark.parametrize(
    "text",
    ["The mayor closed the road, citing the risk of floods.", "Asked whether the road was open, the mayor left."],
)
def test_who_gives_a_reason_or_is_asked_is_not_the_one_who_says_it(doc_of: Callable[[str], Doc], text: str) -> None:
    assert all(mention.source_name in {None, "mayor"} for mention in find_attributions(doc_of(text)))
    assert all(mention.source is None for mention in find_attributions(doc_of(text)) if mention.rule == "attribution.ask")


def test_an_adjective_before_its_verb_is_no_predicate(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of(
        "Still unsure of whether the man found is her brother, Ana went on: “I wait, and even if it is said that he lives, I wait.”"
    )
    assert all(mention.cue.start < mention.cue.end for mention in find_attributions(doc))


def test_an_office_stands_for_who_holds_it(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of("Interior Minister Lena Hart flew to the town. The Interior Minister said two men were held.")
    assert find_attributions(doc)[-1].source_name == "Lena Hart"


@pytest.mark.parametrize(
    ("text", "status", "party", "by", "act"),
    [
        ("The brigade claimed responsibility for the ambush.", "claimed", "brigade", "brigade", "ambush"),
        ("An ambush claimed by the brigade blocked the road.", "claimed", "brigade", "brigade", "ambush"),
        ("The mayor accused the militia of burning the school.", "accused", "militia", "mayor", "burning"),
        ("The blast was blamed on smugglers.", "accused", "smugglers", None, "blast"),
        ("Police suspect two brothers of planting the mine.", "suspected", "brothers", "Police", "planting"),
        ("The militia denied any role in the ambush.", "denied", "militia", "militia", "ambush"),
    ],
)
def test_responsibility_has_a_party_an_act_and_a_speaker(  # noqa: PLR0917
    doc_of: Callable[[str], Doc], text: str, status: str, party: str, by: str | None, act: str
) -> None:
    doc = doc_of(text)
    (mention, *_) = find_responsibility(doc)
    speaker = doc[mention.by_token].text if mention.by_token is not None else None
    assert (mention.status, doc[mention.party].text, speaker) == (status, party, by)
    assert act in {doc[number].text for number in mention.acts}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("\"“”‘’'':,.\n said told the army he X claimed according to reportedly "), max_size=120))
def test_any_text_is_read_without_fault(doc_of: Callable[[str], Doc], text: str) -> None:
    doc = doc_of(text)
    for mention in find_attributions(doc):
        assert mention.content.end <= len(text)
        assert all(mention.content.contains(piece) for piece in mention.pieces)
    find_responsibility(doc)
