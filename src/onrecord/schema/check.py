"""Whether a result is as the schema says: each fault with its place, what was found, and what is expected. It knows the words that our schema uses, and refuses others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from onrecord.errors import UnknownCodeError
from onrecord.schema import load_schema

LARGEST = 2**63 - 1  # a whole number that every database holds
SHOWN = 60  # characters of what was found that a message shows
SILENT = frozenset({"$schema", "$id", "$defs", "title", "description"})

Schema = Mapping[str, Any]
Fault = tuple[tuple[str | int, ...], str]  # keys and places in lists that lead to it, and what is expected there
Check = Callable[[Any], tuple[Fault, ...]]
TYPES: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST,
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "null": lambda value: value is None,
}
FORMATS: Mapping[str, Callable[[str], object]] = {"date": date.fromisoformat, "day-or-moment": datetime.fromisoformat}


def find_faults(result: object) -> Iterator[str]:
    """What of a result is not as the schema has it."""
    for path, expected in whole()(result):
        where = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")
        yield f"{where or 'the line'}: found {value_at(result, path)}, expected {expected}"


@lru_cache(maxsize=1)
def whole() -> Check:
    """The check of a result."""
    return to_check(load_schema())


@lru_cache(maxsize=100)
def definition(name: str) -> Check:
    """The check of a schema that stands among the definitions."""
    definitions: Any = load_schema()["$defs"]
    return to_check(definitions[name])


def to_check(schema: Schema | bool) -> Check:  # noqa: FBT001  a schema may be just true
    """What a schema asks of a value; where a value is of another kind, nothing else is asked of it.

    Raises:
        UnknownCodeError: if the schema uses a word that is not checked.
    """
    if isinstance(schema, bool):
        return lambda _: ()
    words = [word for word in schema if word not in SILENT and word != "then"]
    if unknown := [word for word in words if word not in CHECKS]:
        raise UnknownCodeError(f"the schema uses '{unknown[0]}', which is not checked; checked are {', '.join(sorted(CHECKS))}")
    checks = [CHECKS[word](schema[word], schema) for word in sorted(words, key=lambda word: word != "type")]
    is_typed = "type" in words

    def check(value: Any) -> tuple[Fault, ...]:
        for number, each in enumerate(checks):
            if found := each(value):
                more = () if number == 0 and is_typed else (fault for other in checks[number + 1 :] for fault in other(value))
                return (*found, *more)
        return ()

    return check


def leaf(holds: Callable[[Any], bool], words: str) -> Check:
    """A check of a value itself."""
    faults = (((), words),)
    return lambda value: () if holds(value) else faults


def check_type(wanted: str | list[str], schema: Schema) -> Check:
    """One of some kinds of value."""
    kinds = [wanted] if isinstance(wanted, str) else wanted
    first, *others = (TYPES[kind] for kind in kinds)
    return leaf(lambda value: first(value) or any(test(value) for test in others), expected_words(schema, " or ".join(kinds)))


def check_limit(kind: type | tuple[type, ...], holds: Callable[[Any, Any], bool], words: str) -> Callable[..., Check]:
    """A bound on values of a kind; of others nothing is asked."""
    return lambda wanted, schema: leaf(
        lambda value: not isinstance(value, kind) or holds(value, wanted), expected_words(schema, words.format(wanted))
    )


def check_properties(wanted: Mapping[str, Schema], _: Schema) -> Check:
    """Each key that is there."""
    checks = [(key, to_check(schema)) for key, schema in wanted.items()]

    def check(value: Any) -> tuple[Fault, ...]:
        found: list[Fault] = []
        if isinstance(value, dict):
            for key, each in checks:
                if key in value and (faults := each(value[key])):
                    found += (((key, *path), words) for path, words in faults)
        return tuple(found)

    return check


def check_required(wanted: list[str], _: Schema) -> Check:
    """Keys that must be there."""
    keys = frozenset(wanted)

    def check(value: Any) -> tuple[Fault, ...]:
        if not isinstance(value, dict) or keys <= value.keys():
            return ()
        return tuple(((key,), "this key") for key in wanted if key not in value)

    return check


def check_items(wanted: Schema, _: Schema) -> Check:
    """Each entry of a list."""
    each = to_check(wanted)

    def check(value: Any) -> tuple[Fault, ...]:
        found: list[Fault] = []
        for index, entry in enumerate(value if isinstance(value, list) else ()):
            if faults := each(entry):
                found += (((index, *path), words) for path, words in faults)
        return tuple(found)

    return check


def check_format(wanted: str, schema: Schema) -> Check:
    """A day or moment that there is."""

    def holds(value: Any) -> bool:
        try:
            return not isinstance(value, str) or bool(FORMATS[wanted](value))
        except ValueError:
            return False

    return leaf(holds, expected_words(schema, wanted))


def check_if(wanted: Schema, schema: Schema) -> Check:
    """What is asked only of some."""
    condition, then = to_check(wanted), to_check(schema["then"])
    return lambda value: () if condition(value) else then(value)


def check_all(wanted: list[Schema], _: Schema) -> Check:
    """Several schemas at once."""
    checks = [to_check(schema) for schema in wanted]
    return lambda value: tuple(fault for check in checks for fault in check(value))


def choice_words(wanted: list[Any]) -> str:
    """A closed set in words."""
    return f"one of {', '.join('null' if each is None else str(each) for each in wanted)}"


CHECKS: Mapping[str, Callable[..., Check]] = {
    "type": check_type,
    "properties": check_properties,
    "required": check_required,
    "items": check_items,
    "enum": lambda wanted, _: leaf(lambda value: value in wanted, choice_words(wanted)),
    "const": lambda wanted, _: leaf(lambda value: value == wanted, str(wanted)),
    "$ref": lambda wanted, _: definition(wanted.removeprefix("#/$defs/")),
    "format": check_format,
    "allOf": check_all,
    "if": check_if,
    "pattern": check_limit(str, lambda value, wanted: re.search(wanted, value) is not None, "text of the form {}"),
    "minLength": check_limit(str, lambda value, wanted: len(value) >= wanted, "at least {} characters"),
    "minItems": check_limit(list, lambda value, wanted: len(value) >= wanted, "at least {} entries"),
    "minimum": check_limit((int, float), lambda value, wanted: value >= wanted, "at least {}"),
    "maximum": check_limit((int, float), lambda value, wanted: value <= wanted, "at most {}"),
}


def expected_words(schema: Schema, words: str) -> str:
    """What is expected, as the schema describes it where it does."""
    described = (schema.get("description") or "").rstrip(".")
    if not described:
        return words
    return described[0].lower() + described[1:] + (f" ({words})" if words.startswith("at ") else "")


def value_at(result: Any, path: tuple[str | int, ...]) -> str:
    """What stands at a place, in short; `nothing` where there is none."""
    value = result
    for key in path:
        if isinstance(value, dict) and key not in value:
            return "nothing"
        value = value[key]
    words = "null" if value is None else repr(value)
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
