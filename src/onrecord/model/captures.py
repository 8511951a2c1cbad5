"""What was taken in as evidence: the bytes as they came, when and how; and what was read from them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import Enum, StrEnum, auto

from onrecord.model.records import Dropped, Json, Notice, Record
from onrecord.model.text import Document, whole

LONGEST_NAME = 600  # characters of a path, from its end: an index of PostgreSQL holds no more
NORMALISATION = "none"  # the text of a plain document is its decoded bytes; of a page what was taken out of it: never altered after that


class Method(StrEnum):
    """How bytes were come by."""

    FILE = "file"
    HTTP = "http"
    STANDARD_INPUT = "standard input"
    LINE = "line"
    ROW = "row"
    FEED = "feed"
    WARC = "web archive"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a user says about a document; it goes before what the document says of itself."""

    title: str | None = None
    published: date | datetime | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes of one document as they came: `name` is what the user would call them (a path, an address, "file.jsonl, line 3"), `at` is UTC.

    `is_line`: the bytes are a JSON object with the document's text and what is known about it; else they are the document itself. `columns`
    says which of its keys hold what, where they have other names than ours.
    """

    name: str
    content: bytes
    method: Method
    at: datetime
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    stated: Stated = Stated()
    is_line: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    sha256: str = field(init=False)
    document_id: str = field(init=False)

    def __post_init__(self) -> None:
        """Hex digest of the bytes, and the id of the document; names and headers as they can be written.

        The id is made from its bytes, its address and what the user states of it, so that adding it again changes nothing.
        """
        object.__setattr__(self, "name", whole(self.name)[-LONGEST_NAME:])
        object.__setattr__(self, "url", whole(self.url) if self.url is not None else None)
        object.__setattr__(self, "headers", tuple((whole(key), whole(value)) for key, value in self.headers))
        object.__setattr__(self, "sha256", hashlib.sha256(self.content).hexdigest())
        stated = {key: str(value) for key, value in asdict(self.stated).items() if value is not None}
        parts = [self.sha256, self.url, stated, *([self.columns] if self.columns else [])]
        object.__setattr__(self, "document_id", hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32])


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something that a source names and that gave no bytes, with the reason."""

    name: str
    reason: str

    def __post_init__(self) -> None:
        """Both as they can be written."""
        object.__setattr__(self, "name", whole(self.name))
        object.__setattr__(self, "reason", whole(self.reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that a user should know about how a source is read."""

    name: str
    words: str


class State(StrEnum):
    """What became of a document."""

    READ = "read"
    UNREAD = "unread"  # kept as evidence, but not read: it is in a language that is not read
    SKIPPED = "skipped"  # no document could be made of the bytes; they are not kept
    WITHDRAWN = "withdrawn"
    FILE = "file"  # a file that was imported, kept as evidence; its rows are documents of their own
    CODED = "coded"  # a row of such a file: an event as people coded it; it has no text
    RESTORED = "restored"  # read elsewhere, and taken over as a result; its text is there only where the result holds it
    GONE = "gone"  # stood in an imported file, and no longer does in a later one of its name


IMPORTED = (State.CODED, State.RESTORED)  # they stand as their file has them: they are never read again, and never linked
READINGS = (State.READ, State.RESTORED)  # whose records were read from reports
TELLING = (State.READ, *IMPORTED)  # that may have records


class Written(Enum):
    """What a document was when it was written."""

    NEW = auto()
    COPY = auto()
    KNOWN = auto()  # it was there already


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was read from one capture; `reason` says why a document was not read. `signature` is what near copies are told by."""

    capture: Capture
    document: Document
    state: State
    records: tuple[Record, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[Notice, ...] = ()
    reason: str | None = None
    signature: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A document of an archive as it was read before.

    `bodies` are its records without claims by id, `claims` the ids of their claims, `judged` what people decided on any of them.
    """

    id: str
    number: int
    document: Document
    bodies: Mapping[str, Json]
    claims: Mapping[str, tuple[str, ...]]
    judged: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What made a record: the tool, the digests of its rules and lists, of its places, and the parser."""

    onrecord: str
    rules: str
    gazetteer: str
    model: str

    @property
    def id(self) -> str:
        """Made from all of them."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]
