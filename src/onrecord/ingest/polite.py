"""Manners on the web: a host's robots.txt is kept to (RFC 9309), and a host is asked for one thing at a time, with a pause between."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.robotparser import RobotFileParser

from onrecord.errors import FetchError
from onrecord.ingest.url import AGENT, Page, fetch_page, origin_of
from onrecord.settings import Settings

LONGEST_PAUSE = 30.0  # seconds; a host that asks for more waits for nobody
MOST_RULES = 500_000  # bytes of a robots.txt that are read, which is what RFC 9309, 2.5 asks for
FORBIDDEN = "User-agent: *\nDisallow: /"
UNAVAILABLE = "the server answered 5"


@dataclass(slots=True)
class Visits:
    """What is known of the hosts of one run: their rules, and when each was asked last."""

    rules: dict[str, RobotFileParser] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    sleep: Callable[[float], None] = time.sleep

    def fetch(self, url: str, *, settings: Settings) -> Page:
        """A page, if its host allows it.

        Raises:
            FetchError: if the host's robots.txt forbids it, or it cannot be fetched.
        """
        rules = self.rules_of(url, settings=settings)
        if not allows(rules, url):
            raise FetchError(f"{url}: the host's robots.txt asks not to fetch it")
        self.wait(url, min(LONGEST_PAUSE, int(rules.crawl_delay(AGENT) or 0)) or settings.pause_seconds)
        return fetch_page(url, settings=settings)

    def rules_of(self, url: str, *, settings: Settings) -> RobotFileParser:
        """The rules of an address's host; none where it has none; nothing is allowed where the host fails to say (RFC 9309, 2.3.1)."""
        origin = origin_of(url)
        if origin not in self.rules:
            rules = RobotFileParser()
            self.wait(url, 0.0)
            rules.parse(line for line in read_rules(origin, settings).splitlines() if is_rule(line))
            self.rules[origin] = rules
        return self.rules[origin]

    def wait(self, url: str, pause: float) -> None:
        """Let a host rest since it was asked last."""
        origin = origin_of(url)
        rested = time.monotonic() - self.last.get(origin, 0.0)
        if origin in self.last and rested < pause:
            self.sleep(min(pause, LONGEST_PAUSE) - rested)
        self.last[origin] = time.monotonic()


def allows(rules: RobotFileParser, url: str) -> bool:
    """True if the rules of a host allow a page.

    Raises:
        FetchError: if its address is none.
    """
    try:
        return rules.can_fetch(AGENT, url)
    except ValueError as error:
        raise FetchError(f"{url}: not a web address ({error}); expected http:// or https://") from error


def is_rule(line: str) -> bool:
    """False for a line at which Python's parser of such files fails, as at a pause of "²" seconds."""
    try:
        RobotFileParser().parse(("User-agent: *", line))
    except ValueError:
        return False
    return True


def read_rules(origin: str, settings: Settings) -> str:
    """The robots.txt of a host."""
    try:
        page = fetch_page(f"{origin}/robots.txt", settings=settings)
    except FetchError as error:
        return FORBIDDEN if UNAVAILABLE in str(error) else ""
    return page.content[:MOST_RULES].decode("utf-8", "replace")
