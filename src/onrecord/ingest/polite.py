"""Manners on the web: a host's robots.txt is kept to (RFC 9309), and a host is asked for one thing at a time, with a pause between."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from onrecord.errors import FetchError
from onrecord.ingest.url import AGENT, Page, fetch_page
from onrecord.settings import Settings

LONGEST_PAUSE = 30.0  # seconds; a host that asks for more waits for nobody
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
        if not rules.can_fetch(AGENT, url):
            raise FetchError(f"{url}: the host's robots.txt asks not to fetch it")
        self.wait(url, float(rules.crawl_delay(AGENT) or settings.pause_seconds))
        return fetch_page(url, settings=settings)

    def rules_of(self, url: str, *, settings: Settings) -> RobotFileParser:
        """The rules of an address's host; none where it has none; nothing is allowed where the host fails to say (RFC 9309, 2.3.1)."""
        origin = origin_of(url)
        if origin not in self.rules:
            rules = RobotFileParser()
            self.wait(url, 0.0)
            rules.parse(read_rules(origin, settings).splitlines())
            self.rules[origin] = rules
        return self.rules[origin]

    def wait(self, url: str, pause: float) -> None:
        """Let a host rest since it was asked last."""
        origin = origin_of(url)
        rested = time.monotonic() - self.last.get(origin, 0.0)
        if origin in self.last and rested < pause:
            self.sleep(min(pause, LONGEST_PAUSE) - rested)
        self.last[origin] = time.monotonic()


def read_rules(origin: str, settings: Settings) -> str:
    """The robots.txt of a host."""
    try:
        page = fetch_page(f"{origin}/robots.txt", settings=settings)
    except FetchError as error:
        return FORBIDDEN if UNAVAILABLE in str(error) else ""
    return page.content.decode("utf-8", "replace")


def origin_of(url: str) -> str:
    """Scheme and host of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
