"""Captures read in parallel, answers in the order of the captures; only so many are held at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain, islice

from onrecord.model.captures import Capture, Taken
from onrecord.pipeline.taking import skip, take
from onrecord.settings import Settings

FEW = 3  # so few captures are read here: other processes would take longer to start
AHEAD = 8  # captures that wait for each process
METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
DIED = "the process that read it died (out of memory, or a fault of a library)"


def take_all(captures: Iterable[Capture], *, settings: Settings, processes: int | None = None) -> Iterator[Taken]:
    """Read captures with so many processes (default: one for each core), in their order."""
    incoming = iter(captures)
    count = processes or os.cpu_count() or 1
    first = list(islice(incoming, FEW + 1))
    if count == 1 or len(first) <= FEW:
        yield from (take(capture, settings) for capture in chain(first, incoming))
        return
    workers = Workers(count=count, settings=settings)
    try:
        yield from workers.run(chain(first, incoming))
    finally:
        workers.stop()


@dataclass(slots=True)
class Workers:
    """Processes that read; one that dies is replaced, and the capture that kills it twice is skipped."""

    count: int
    settings: Settings
    pool: ProcessPoolExecutor | None = None
    waiting: deque[tuple[Capture, Future[Taken]]] = field(default_factory=deque)

    def run(self, captures: Iterator[Capture]) -> Iterator[Taken]:
        """Answers in order, with captures handed out ahead of them."""
        for capture in captures:
            self.waiting.append((capture, self.submit(capture)))
            if len(self.waiting) >= self.count * AHEAD:
                yield self.next()
        while self.waiting:
            yield self.next()

    def submit(self, capture: Capture) -> Future[Taken]:
        """Hand a capture to a process."""
        if self.pool is None:
            self.pool = start_pool(self.count)
        try:
            return self.pool.submit(take, capture, self.settings)
        except BrokenProcessPool:
            self.pool = None
            return self.submit(capture)

    def next(self) -> Taken:
        """The answer to the capture that has waited longest."""
        capture, future = self.waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self.pool = None
            taken = take_alone(capture, self.settings)
            self.waiting = deque((other, self.submit(other)) if lost(answer) else (other, answer) for other, answer in self.waiting)
            return taken

    def stop(self) -> None:
        """Let nothing go on."""
        if self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)


def lost(answer: Future[Taken]) -> bool:
    """True for an answer that a dead process will not give."""
    return answer.done() and (answer.cancelled() or isinstance(answer.exception(), BrokenProcessPool))


def take_alone(capture: Capture, settings: Settings) -> Taken:
    """Read one capture in a process of its own, so that it takes no other with it."""
    with start_pool(1) as pool:
        try:
            return pool.submit(take, capture, settings).result()
        except BrokenProcessPool:
            return skip(capture, DIED)


def start_pool(count: int) -> ProcessPoolExecutor:
    """Processes that begin with everything imported."""
    context = multiprocessing.get_context(METHOD)
    context.set_forkserver_preload(["onrecord.pipeline.taking"])
    return ProcessPoolExecutor(count, mp_context=context, initializer=leave_signals)


def leave_signals() -> None:
    """Ctrl-C is the parent's business: it lets the captures in hand be finished or dropped."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
