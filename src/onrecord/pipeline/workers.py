"""Work done by several processes, answers in the order of the items; only so many are held at a time."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import Generic, TypeVar

from onrecord.settings import Settings

FEW = 3  # so few items are worked on here: other processes would take longer to start
AHEAD = 8  # items that wait for each process
LATE = 1.5  # times the seconds that a document may take; a library that nothing can interrupt has the process ended then
METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
DIED = "the process that read it died (it took too much time or memory, or broke a library)"

Item = TypeVar("Item")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Generic[Item, Answer]):
    """What is done with each item, in any process, and what is answered for one that its process dies of."""

    do: Callable[[Item, Settings], Answer]
    give_up: Callable[[Item, str], Answer]
    settings: Settings


def do_all(items: Iterable[Item], work: Work[Item, Answer], *, processes: int | None = None) -> Iterator[Answer]:
    """Work on items with so many processes (default: one for each core), answers in their order."""
    incoming = iter(items)
    count = processes or os.cpu_count() or 1
    first = list(islice(incoming, FEW + 1))
    if count == 1 or len(first) <= FEW:
        yield from (work.do(item, work.settings) for item in chain(first, incoming))
        return
    workers = Workers(count=count, work=work)
    try:
        yield from workers.run(chain(first, incoming))
    finally:
        workers.stop()


@dataclass(slots=True)
class Workers(Generic[Item, Answer]):
    """Processes at work; one that dies is replaced, and the item that kills it twice is given up."""

    count: int
    work: Work[Item, Answer]
    pool: ProcessPoolExecutor | None = None
    waiting: deque[tuple[Item, Future[Answer]]] = field(default_factory=deque)

    def run(self, items: Iterator[Item]) -> Iterator[Answer]:
        """Answers in order, with items handed out ahead of them."""
        for item in items:
            self.waiting.append((item, self.submit(item)))
            if len(self.waiting) >= self.count * AHEAD:
                yield self.next()
        while self.waiting:
            yield self.next()

    def submit(self, item: Item) -> Future[Answer]:
        """Hand an item to a process."""
        with undisturbed():
            if self.pool is None:
                self.pool = start_pool(self.count)
            try:
                return self.pool.submit(work_on, self.work.do, item, self.work.settings)
            except BrokenProcessPool:
                self.pool = None
        return self.submit(item)

    def next(self) -> Answer:
        """The answer to the item that has waited longest."""
        item, future = self.waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self.pool = None
            answer = do_alone(item, self.work)
            self.waiting = deque((other, self.submit(other)) if lost(waits) else (other, waits) for other, waits in self.waiting)
            return answer

    def stop(self) -> None:
        """Let nothing go on."""
        if self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)


def lost(answer: Future[Answer]) -> bool:
    """True for an answer that a dead process will not give."""
    return answer.done() and (answer.cancelled() or isinstance(answer.exception(), BrokenProcessPool))


def do_alone(item: Item, work: Work[Item, Answer]) -> Answer:
    """Work on one item in a process of its own, so that it takes no other with it."""
    with start_pool(1) as pool:
        try:
            return pool.submit(work_on, work.do, item, work.settings).result()
        except BrokenProcessPool:
            return work.give_up(item, DIED)


def work_on(do: Callable[[Item, Settings], Answer], item: Item, settings: Settings) -> Answer:
    """Work on an item in a process of its own, which ends where a library goes on in spite of the time that a document has."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(LATE * settings.document_seconds + 1, exit=True, file=nowhere)
        try:
            return do(item, settings)
        finally:
            faulthandler.cancel_dump_traceback_later()


def start_pool(count: int) -> ProcessPoolExecutor:
    """Processes that begin with everything imported."""
    context = multiprocessing.get_context(METHOD)
    context.set_forkserver_preload(["onrecord.pipeline.taking"])
    start_server()
    return ProcessPoolExecutor(count, mp_context=context, initializer=begin_work, initargs=(count,))


@contextmanager
def undisturbed() -> Iterator[None]:
    """While processes start, Ctrl-C waits, so that none is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt


def start_server() -> None:
    """Start what starts the processes; it inherits that Ctrl-C does not reach it, and so is not stopped in the middle of its imports."""
    if METHOD == "forkserver":
        resource_tracker.ensure_running()  # before, as it would let Ctrl-C through again
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        forkserver.ensure_running()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def begin_work(count: int) -> None:
    """One of so many processes. Ctrl-C is the parent's business: it lets the items in hand be finished or dropped. A parent that is killed takes its workers with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    limit_memory(count)


def limit_memory(count: int) -> None:
    """Let a process have its share of the machine's memory and no more, where the system can."""
    try:
        import resource  # noqa: PLC0415  not on every system
    except ModuleNotFoundError:
        return
    share = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // count
    with suppress(ValueError, OSError):  # a lower limit holds already
        resource.setrlimit(resource.RLIMIT_DATA, (share, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def end_with_parent() -> None:
    """Wait for the end of the parent, and end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
