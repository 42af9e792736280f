"""Processes killed in the middle of a publication, two that write at once, one that reads.

20 kills on each engine; ``ATLAS_MORTS`` asks for another number (``make endurance``: 100).
"""

import os
import random
import time
from pathlib import Path

from data.depot.base.connexion import Depot
from data.depot.etat import read_position
from data.depot.journal import read_publications
from data.depot.registre import Lecteur
from data.depot.sauvegarde import sauvegarde
from tests.data.depot.note import LIBRE
from tests.data.depot.outils import change, faults, publish
from tests.data.depot.pouponniere import Enfant, Pouponniere, until

MORTS = int(os.environ.get("ATLAS_MORTS", "20"))
UN_PEU = 0.08  # seconds: as long as a few publications
UNE_LECTURE = 0.01  # seconds between two questions to the store
ARMOR = "cls-29-armor-1"


def numero(depot: Depot) -> int:
    with depot.lecture() as connection:
        return read_position(connection).numero


def each_publication_is_whole(depot: Depot) -> bool:
    """Each process says in its reason how many rows it publishes."""
    with depot.lecture() as connection:
        publications = read_publications(connection)
    return all(
        f"{sum(une.lignes.values())} lignes" == une.motif
        for une in publications
        if une.motif.endswith(" lignes")
    )


def freeze_inside(enfant: Enfant, hasard: random.Random) -> None:
    """Stop a process at a random instant of a transaction that writes."""
    while True:
        time.sleep(hasard.uniform(0, UN_PEU))
        until(enfant.is_writing)
        time.sleep(hasard.uniform(0, UN_PEU / 4))
        enfant.freeze()
        if enfant.is_writing():
            return
        enfant.thaw()


def test_a_store_killed_at_any_instant_is_at_the_publication_before_or_after(
    depot: Depot, pouponniere: Pouponniere
) -> None:
    """Half of the kills fall inside a transaction for sure, the others anywhere."""
    hasard = random.Random(29232)
    dedans = 0
    for mort in range(MORTS):
        avant = numero(depot)
        enfant = pouponniere.publish(depot, graine=mort, nombre=1000)
        until(lambda avant=avant: numero(depot) > avant, UNE_LECTURE)  # type: ignore[misc]
        if mort % 2:
            freeze_inside(enfant, hasard)
        else:
            time.sleep(hasard.uniform(0, UN_PEU))
            enfant.freeze()
        dedans += enfant.is_writing()
        pouponniere.kill(enfant)
        assert faults(depot) == [], f"kill {mort}"
        assert each_publication_is_whole(depot), f"kill {mort}"
        publish(depot, change(depot, "contrats", ARMOR, nom=f"Après la mort {mort}"))
    assert dedans >= MORTS / 3


def test_two_processes_that_write_lose_nothing_and_the_second_is_told(
    depot: Depot, pouponniere: Pouponniere
) -> None:
    """Both read the same rows before any of them writes: one at least is refused, then reads."""
    nombre = 12
    deux = [pouponniere.publish(depot, place, nombre, place, attend=True) for place in (0, 1)]
    until(lambda: all(enfant.waits() for enfant in deux))
    for enfant in deux:
        enfant.note.attente = LIBRE
    assert [pouponniere.wait(enfant) for enfant in deux] == [0, 0]
    assert sum(enfant.note.conflits for enfant in deux) >= 1
    assert numero(depot) == 1 + 2 * nombre
    assert faults(depot) == []
    assert each_publication_is_whole(depot)


def test_what_a_reader_sees_while_others_publish_is_always_one_publication(
    depot: Depot, pouponniere: Pouponniere
) -> None:
    lecteur = Lecteur(depot)
    avant = lecteur.load_registre()
    enfant = pouponniere.publish(depot, graine=3, nombre=12)
    vus = {1: avant}

    def enough() -> bool:
        vu = lecteur.numero_courant()
        vus[vu] = lecteur.load_registre(vu)
        return len(vus) >= 5 or numero(depot) == 13

    until(enough)
    assert pouponniere.wait(enfant) == 0
    assert lecteur.numero_courant() == 13
    apres = Lecteur(depot)
    assert all(apres.load_registre(vu) == registre for vu, registre in vus.items())
    assert len(vus) >= 2


def test_a_backup_made_while_others_publish_is_one_publication(
    depot: Depot, pouponniere: Pouponniere, tmp_path: Path
) -> None:
    enfant = pouponniere.publish(depot, graine=4, nombre=15)
    until(lambda: numero(depot) > 1, UNE_LECTURE)
    faites = [sauvegarde(depot, tmp_path / f"{place}.db") for place in range(3)]
    assert pouponniere.wait(enfant) == 0
    assert [une.fautes for une in faites] == [(), (), ()]
    assert 1 < faites[0].numero <= faites[-1].numero <= 16
