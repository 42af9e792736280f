"""Does the journal agree with the rows? Replayed from its beginning, it must give them all."""

from sqlalchemy import Connection, select

from data.depot.base.structure import RESSOURCES, modification, publication
from data.depot.controle import errors_of
from data.depot.etat import as_ligne, read_tables
from data.depot.modele import Ligne


def find_faults(connection: Connection) -> list[str]:
    """Return what is wrong with a store, in French; nothing when it is sound.

    Publications are numbered from 1 without a gap; each change starts from what the one before it
    left; the journal replayed gives the rows; the rows are a valid registre.
    """
    numeros = list(
        connection.execute(select(publication.c.numero).order_by(publication.c.numero)).scalars()
    )
    fautes = []
    if numeros != list(range(1, len(numeros) + 1)):
        fautes.append("les publications ne se suivent pas.")
    rejouees, ruptures = _replay(connection)
    fautes += ruptures
    tables = read_tables(connection)
    for ressource, lignes in tables.items():
        attendues = {cle: une for (nom, cle), une in rejouees.items() if nom == ressource}
        differentes = {
            cle for cle in {*lignes, *attendues} if lignes.get(cle) != attendues.get(cle)
        }
        if differentes:
            fautes.append(
                f"{ressource}\u00a0: {len(differentes)} lignes ne sont pas celles du journal,"
                f" par exemple {min(differentes)}."
            )
    return fautes or [erreur.texte for erreur in errors_of(tables)]


def _replay(connection: Connection) -> tuple[dict[tuple[str, str], Ligne], list[str]]:
    lignes: dict[tuple[str, str], Ligne] = {}
    ruptures = []
    for une in connection.execute(select(modification).order_by(modification.c.id)):
        if une.ressource not in RESSOURCES:
            continue
        place = une.ressource, une.cle
        avant = as_ligne(une.ressource, une.version_avant, une.rang_avant, une.avant)
        if lignes.get(place) != avant:
            ruptures.append(
                f"{une.ressource} {une.cle}\u00a0: la publication {une.publication} ne part pas"
                " de ce que la précédente a laissé."
            )
        apres = as_ligne(une.ressource, une.publication, une.rang_apres, une.apres)
        if apres is None:
            lignes.pop(place, None)
        else:
            lignes[place] = apres
    return lignes, ruptures
