"""A process that forks others at once, all being imported and read: tests kill those.

It reads orders from its standard input, one JSON list by line, and answers each by one line:
``["publish", place, address, seed, count]`` forks a process that publishes ``count`` times and
answers its number; ``["start", place, address, folder]`` forks one that waits to be told, then
opens a store; ``["wait", pid]`` answers how it ended; ``["open", address, folder]`` opens a store
as a user bound by the rights of the files and answers what that user finds.

A process that publishes notes what it does in a shared file, in bytes of its own: see ``Note``.
"""

import ctypes
import json
import mmap
import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from alembic import command, config, migration, operations, script  # noqa: F401
from sqlalchemy import event

from data.depot.base.adresse import parse_adresse
from data.depot.base.connexion import Depot, connect
from data.depot.changements import ajout, correction
from data.depot.cles import as_textes, colonnes
from data.depot.erreurs import ConflitDeVersions, DepotEnLectureSeule
from data.depot.etat import read_tables
from data.depot.modele import Changement, Tables
from data.depot.ouverture import ouvre
from data.depot.publication import publie
from data.lecture.regles import check_rules
from data.lecture.tables import Enregistrement, Table
from tests.data.depot.note import ATTEND, DEDANS, DEHORS, PRET, VALIDE, Note
from tests.data.depot.outils import entete
from tests.data.depot.registre_invente import action, lignes_inventees


def changes_of(tables: Tables, tirage: random.Random) -> list[Changement]:
    """Changes of two tables at once, drawn from what is there: three contracts, new actions."""
    contrats = list(tables["contrats"].items())
    corrections = [
        correction("contrats", cle, lue, {"notes": f"Note {tirage.random()}"})
        for cle, lue in tirage.sample(contrats, 3)
    ]
    neuves = [
        ajout("actions", action(contrats[0][0], f"Action {tirage.random()}"))
        for _ in range(tirage.randint(1, 30))
    ]
    return [*corrections, *neuves]


def publish_again_and_again(note: Note, adresse: str, graine: int, nombre: int) -> None:
    """Publish, saying how many rows; a conflict is read again and tried again."""
    depot = connect(parse_adresse(adresse))
    _note_transactions(depot, note)
    tirage = random.Random(graine)
    for _ in range(nombre):
        while not _publish(depot, note, changes_of(_read(depot), tirage)):
            note.conflits += 1


def _read(depot: Depot) -> Tables:
    with depot.lecture() as connection:
        return read_tables(connection)


def _publish(depot: Depot, note: Note, changements: list[Changement]) -> bool:
    if note.attente == ATTEND:
        note.attente = PRET
    while note.attente == PRET:  # for another writer to have read the same rows
        time.sleep(0.001)
    note.ecrit = True
    try:
        publie(depot, entete(motif=f"{len(changements)} lignes"), changements)
    except ConflitDeVersions:
        return False
    finally:
        note.ecrit = False
        note.etat = DEHORS
    return True


def open_at_the_same_time(note: Note, adresse: str, livraison: str) -> None:
    """Wait for the others, then open a store as a process that starts does."""
    note.attente = PRET
    while note.attente == PRET:
        time.sleep(0.001)
    ouvre(parse_adresse(adresse), Path(livraison)).ferme()


def _note_transactions(depot: Depot, note: Note) -> None:
    @event.listens_for(depot.engine, "begin")
    def begin(_: Any) -> None:
        note.etat = DEDANS if note.ecrit else DEHORS

    @event.listens_for(depot.engine, "commit")
    def commit(_: Any) -> None:
        note.etat = VALIDE if note.ecrit else DEHORS


def _fork(run: Callable[..., None], *arguments: Any) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        run(*arguments)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def open_bound(adresse: str, livraison: str) -> Any:
    """Open a store as a user bound by the rights of the files, and try to publish."""
    entree, sortie = os.pipe()
    pid = _fork(_open_bound, adresse, livraison, sortie)
    os.close(sortie)
    with os.fdopen(entree, encoding="utf-8") as lue:
        texte = lue.read()
    os.waitpid(pid, 0)
    return json.loads(texte)


def _open_bound(adresse: str, livraison: str, sortie: int) -> None:
    _be_bound()
    depot = ouvre(parse_adresse(adresse), Path(livraison))
    cle, lue = next(iter(_read(depot)["contrats"].items()))
    try:
        publie(depot, entete(), [correction("contrats", cle, lue, {"date_fin": "2090"})])
        refus = ""
    except DepotEnLectureSeule as erreur:
        refus = str(erreur)
    dit = {"contrats": len(_read(depot)["contrats"]), "dit": depot.lecture_seule, "refus": refus}
    os.write(sortie, json.dumps(dit).encode())


def _be_bound() -> None:
    """Give up the capabilities of root, who writes where nobody may: see capset(2)."""
    version, this_process = 0x20080522, 0
    header = (ctypes.c_uint32 * 2)(version, this_process)
    none_at_all = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, none_at_all):
        raise OSError(ctypes.get_errno(), "capset")


def learn_the_territories() -> None:
    """Check a registre once: what a process knows of the territories, its children know."""
    check_rules(
        {
            nom: Table(
                nom,
                list(colonnes(nom)),
                tuple(Enregistrement(2, list(as_textes(nom, une))) for une in lignes),
            )
            for nom, lignes in lignes_inventees().items()
        }
    )


def main() -> None:
    """Answer orders until the standard input closes."""
    with open(sys.argv[1], "r+b") as fichier:
        partage = mmap.mmap(fichier.fileno(), 0)
    learn_the_territories()
    for ligne in sys.stdin:
        ordre, *arguments = json.loads(ligne)
        if ordre == "publish":
            reponse: Any = _fork(
                publish_again_and_again, Note(partage, arguments[0]), *arguments[1:]
            )
        elif ordre == "start":
            reponse = _fork(open_at_the_same_time, Note(partage, arguments[0]), *arguments[1:])
        elif ordre == "wait":
            reponse = os.waitstatus_to_exitcode(os.waitpid(arguments[0], 0)[1])
        else:
            reponse = open_bound(*arguments)
        print(json.dumps(reponse), flush=True)


if __name__ == "__main__":
    main()
