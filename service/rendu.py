"""Memory that the process no longer uses is given back to the machine.

Each page is made in a thread of its own. The C library gives such threads up to eight heaps per
core, and keeps in each what was freed there; Arrow, which holds the texts of tables, does the same
with its own. After a room of readers, what nobody uses weighs as much as what is kept.
"""

import ctypes

import pyarrow as pa

M_ARENA_MAX = -8  # of mallopt(3)
TAS = 2  # one per core of the smallest server that is advised


def _of_the_c_library(name: str, *arguments: int) -> bool:
    """Call a function that only glibc has; tell whether it did something."""
    function = getattr(ctypes.CDLL(None), name, None)
    return bool(function(*arguments)) if function else False


def bound_heaps() -> bool:
    """Share a few heaps between all threads, from now on; tell whether it can be done here."""
    return _of_the_c_library("mallopt", M_ARENA_MAX, TAS)


def give_back() -> bool:
    """Give back what is free in the heaps, without stopping readers; tell whether some was."""
    pa.default_memory_pool().release_unused()
    return _of_the_c_library("malloc_trim", 0)
