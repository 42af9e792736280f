"""What is no longer used is given back to the machine."""

from pathlib import Path

from service.rendu import bound_heaps, give_back

PAGE = 4096
MEGA = 1_000_000


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE


def test_what_readers_left_behind_is_given_back():
    assert bound_heaps()
    pages = [bytearray(2000) for _ in range(100_000)]
    kept = pages[::100]  # between what is freed, as caches are
    del pages
    before = _resident()
    assert give_back()
    assert before - _resident() > 100 * MEGA
    assert all(len(one) == 2000 for one in kept)
