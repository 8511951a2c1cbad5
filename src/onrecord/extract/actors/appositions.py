"""Names that stand beside a class: "Omar Hadi, a spokesman for the army", "the militia Harakat", "a group that calls itself the River Front"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from onrecord.extract.actors.draft import Draft

GROUP_WORDS = frozenset(
    {"group", "movement", "organisation", "organization", "faction", "network", "cartel", "outfit", "front", "alliance"}
)
NAMED_BODIES = GROUP_WORDS | {"militia", "gang", "brigade", "cell"}
PEOPLE = "actors.people-of"
LONGEST_NAME = 8  # tokens
JOINING = frozenset({"of", "the", "for", "and", "-"})
NAMING_REACH = 6  # words looked at behind a class
NAMINGS = (
    *((verb, word) for verb in ("calls", "call", "calling", "called", "styles", "describes") for word in ("itself", "themselves")),
    ("known", "as"),
    ("dubbed",),
)


def link_appositions(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Of "Omar Hadi, a spokesman for the army" the class stands for the name and gives it kind and owner."""
    by_token = {draft.token: index for index, draft in enumerate(drafts)}
    for index, draft in enumerate(drafts):
        other = apposed(doc[draft.token], by_token, drafts)
        if other is None or drafts[other].is_plural != draft.is_plural or drafts[other].is_pronoun:
            continue
        named, described = (index, other) if is_class(drafts[other]) and not is_class(draft) else (other, index)
        if (is_class(drafts[named]) and drafts[named].is_generic) or not is_class(drafts[described]):
            continue
        drafts[described].antecedent = named
        drafts[named].classes |= drafts[described].classes
        if drafts[described].head in NAMED_BODIES and drafts[named].rule == "actors.person":
            drafts[named].is_person, drafts[named].is_itself, drafts[named].sort = (
                False,
                True,
                "group",
            )  # the parser's "person" after "the militia"
        if drafts[named].actor_id is None and drafts[named].kind == "other":
            drafts[named].kind, drafts[named].actor_id = drafts[described].kind, drafts[described].actor_id
            drafts[named].country = drafts[described].country


def link_self_names(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Of "an armed group that calls itself the River Front" the class stands for the name."""
    by_begin = {draft.begin: index for index, draft in enumerate(drafts)}
    for draft in drafts:
        start = behind_naming(doc, draft.end) if is_class(draft) and draft.antecedent is None else None
        named = None if start is None else by_begin.get(start)
        if named is not None and not drafts[named].is_pronoun:
            draft.antecedent = named
        elif start is not None and start < len(doc) and (end := capitals_end(doc, start)) > start:
            draft.name, draft.is_generic, draft.is_itself = doc[start:end].text, False, not draft.is_person


def capitals_end(doc: Doc, start: int) -> int:
    """Where a name ends that no mention was made of: "calling itself [Helpers of the Global Jihad] claimed"."""
    end = start
    for token in doc[start : start + LONGEST_NAME]:
        if token.is_title or token.is_upper:
            end = token.i + 1
        elif token.lower_ not in JOINING:
            break
    return end


def behind_naming(doc: Doc, position: int) -> int | None:
    """Where the name begins behind words that give a group its name; None if there are none."""
    words = [token.lower_ for token in doc[position : position + NAMING_REACH]]
    while words and words[0] in {",", "that", "which", "-"}:
        words.pop(0)
        position += 1
    for naming in NAMINGS:
        if tuple(words[: len(naming)]) == naming:
            position += len(naming)
            return position + 1 if position < len(doc) and doc[position].lower_ in {"the", "as"} else position
    return None


def apposed(token: Token, by_token: Mapping[int, int], drafts: Sequence[Draft]) -> int | None:
    """The mention that one stands beside; over "of" and "for" to the office ("a spokesman for the ministry, Omar Hadi")."""
    head, first = token.head, token.left_edge.i
    before = by_token.get(first - 1)
    if before is not None and token.pos_ == "PROPN" and drafts[before].head in NAMED_BODIES and is_class(drafts[before]):
        return before  # "the rebel group Harakat", whatever the parser makes of it
    if token.dep_ != "appos" or not (first == head.i + 1 or token.doc[first - 1].text in {",", "(", "["}):
        return None
    for _ in range(2):
        office = by_token.get(head.head.head.i) if head.dep_ == "pobj" else None
        if office is None or not drafts[office].is_person or not is_class(drafts[office]) or token.pos_ != "PROPN":
            break
        head = head.head.head
    return by_token.get(head.i)


def is_class(draft: Draft) -> bool:
    """True if it is named by a class word, whatever stands before it."""
    return draft.rule.startswith("actors.generic.") or draft.rule == PEOPLE
