"""How the process stops."""

import asyncio
from threading import Event, Thread

from service import echauffement, vie
from service.etat import Etat


def test_the_process_does_not_end_under_a_computation(monkeypatch):
    """What computes outside of Python, and is taken down with it, aborts the whole process."""
    computed = Event()

    def warm_up(etat: Etat) -> None:
        etat.premiere_session.wait()  # woken by the stop: no reader ever came
        assert etat.arret.wait()
        computed.wait(0.2)
        computed.set()

    def start(etat: Etat) -> Thread:
        thread = Thread(target=warm_up, args=(etat,), daemon=True)
        thread.start()
        return thread

    async def live() -> None:
        async with vie.build_vie(Etat())(None):
            pass

    monkeypatch.setattr(echauffement, "start", start)
    monkeypatch.setattr(vie, "stop_watching", lambda: None)
    asyncio.run(live())
    assert computed.is_set()
