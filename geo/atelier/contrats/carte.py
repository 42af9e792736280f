"""The perimeters of a map put in the contracts of its table of attributes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from data.atelier.fautes import Fautes
from data.atelier.fichier.document import Document
from data.atelier.releve import Releve
from data.atelier.valeurs.lecture import A_CONFIRMER, SURE, Lecture
from geo.atelier.contrats.lecture import ContratLu
from geo.atelier.territoires.dessin import CommuneDouteuse, as_lignes, read_dessin
from geo.atelier.territoires.perimetre import LigneLue
from geo.territoires.referentiel import Referentiel


def contrats_de_la_carte(
    lus: Iterable[ContratLu], document: Document, referentiel: Referentiel, releve: Releve
) -> Iterator[ContratLu]:
    """Yield the contracts with the perimeters that their outlines draw.

    A commune that an outline cuts is asked: its code to take it, or "ignorer".
    """
    for lu in lus:
        outline = document.contours.get(lu.lignes[0])
        if outline is None:
            yield lu
            continue
        drawn = read_dessin(outline, document.crs, referentiel)
        lines, waiting = list(drawn.lignes), set(lu.a_decider - {"perimetre"})
        kept = [_asked(one, lu, releve) for one in drawn.douteuses]
        if None in kept:
            waiting.add("perimetre")
        taken = [code for code in kept if code]
        if taken:
            lines = _with_communes(lines, taken, referentiel)
        yield replace(lu, perimetre=tuple(lines), a_decider=frozenset(waiting))


def _asked(commune: CommuneDouteuse, lu: ContratLu, releve: Releve) -> str | None:
    """Return the code of a commune taken, '' for one left out, None while nobody has said."""
    part = f"{100 * commune.part:.0f}\u00a0%"
    reason = f"{part} de sa surface est dans le contour"
    read = Lecture(A_CONFIRMER, (), reason, Fautes.TERRITOIRE_INCONNU, (commune.code,))
    written = f"{commune.nom} ({part})"
    decided = releve.lire(
        "perimetre", written, read, lu.lignes[0], f"ligne {lu.lignes[0]}", {"part": commune.part}
    )
    return decided.valeur or "" if decided.certitude == SURE else None


def _with_communes(
    lines: list[LigneLue], codes: list[str], referentiel: Referentiel
) -> list[LigneLue]:
    """Add communes to a perimeter, so that an EPCI made whole by them is named as one."""
    communes = set(codes)
    table = referentiel.tables.communes
    epcis = {line.code for line in lines if line.niveau == "epci"}
    communes |= {line.code for line in lines if line.niveau == "commune"}
    communes |= set(table.loc[table["epci"].isin(epcis), "code"].tolist())
    return as_lignes(communes, referentiel)
