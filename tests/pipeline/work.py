"""What may befall a process while it works on an item: of a module that the processes can import."""

from __future__ import annotations

import os

from onrecord.settings import Settings


def work(item: str, settings: Settings) -> str:
    """What the name of the item says."""
    if item == "dies":
        os._exit(3)
    if item == "hangs":
        return str(sum(range(10**13)))  # one call, which no signal interrupts
    if item == "takes all memory":
        return str(len(bytes(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 6 // 10)))
    return f"{item} is done"


def guarded(item: str, settings: Settings) -> str:
    """The same, with a fault told."""
    try:
        return work(item, settings)
    except MemoryError:
        return f"{item}: no memory"


def give_up(item: str, reason: str) -> str:
    """What is answered for an item that its process dies of."""
    return f"{item}: {reason}"
