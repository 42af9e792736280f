"""What changed since a day, as a text: on the screen, and as Markdown to paste in a letter."""

from collections.abc import Mapping, Sequence

from components.commun.mots.formats import jour_en_lettres, pluriel
from components.donnees.mots import GENRES, comptees, dit, effet_en_mots, valeur
from geo.donnees.lignes import AJOUT, RETRAIT, LigneChangee
from geo.donnees.nouveautes import ContratChange, Nouveautes

LIGNES_CITEES = 6


def titre(found: Nouveautes) -> str:
    """Return the title: what changed, where, since when (Markdown, escaped)."""
    where = dit(found.territoire.nom)
    return f"Ce qui a changé depuis le {jour_en_lettres(found.depuis)}, {where}"


def phrase(found: Nouveautes) -> str:
    """Return the answer in one sentence (Markdown, escaped)."""
    if not found.entrees:
        return "Rien n'a été publié depuis cette date sur ce territoire."
    new = sum(one.genre == AJOUT for one in found.contrats)
    gone = sum(one.genre == RETRAIT for one in found.contrats)
    parts = [
        pluriel(new, "contrat nouveau", "contrats nouveaux") if new else "",
        pluriel(len(found.contrats) - new - gone, "contrat modifié", "contrats modifiés"),
        pluriel(gone, "contrat retiré", "contrats retirés") if gone else "",
    ]
    said = ", ".join(one for one in parts if one)
    return f"**{pluriel(len(found.entrees), 'publication')}**\u00a0: {said}."


def effets(found: Nouveautes) -> list[str]:
    """Return how the rates moved, one line per territory (Markdown, escaped)."""
    return [effet_en_mots(one) for one in found.effets]


def lignes_du_contrat(one: ContratChange) -> list[str]:
    """Return what changed of a contract, one line per fact (Markdown, escaped)."""
    if one.genre == AJOUT:
        rows = len(one.lignes) - 1
        return ["contrat nouveau dans le registre" + (f", {comptees(rows)}" if rows else "")]
    if one.genre == RETRAIT:
        return ["contrat retiré du registre"]
    said = [line for row in one.lignes for line in _lines(row)]
    more = len(said) - LIGNES_CITEES
    return said[:LIGNES_CITEES] + ([f"et {pluriel(more, 'autre changement')}"] if more > 0 else [])


def _lines(row: LigneChangee) -> list[str]:
    if row.genre in (AJOUT, RETRAIT):
        return [f"{dit(row.table)}\u00a0: {_named(row)}, ligne {GENRES[row.genre]}"]
    of = "" if row.ressource == "contrats" else f" ({_named(row)})"
    return [
        f"{dit(cell.titre)}{of}\u00a0: "
        f"{dit(valeur(cell.colonne, cell.avant))} → "
        f"{dit(valeur(cell.colonne, cell.apres))}"
        for cell in row.cellules
    ]


def _named(row: LigneChangee) -> str:
    name = row.nom if len(row.nom) <= 80 else row.nom[:79] + "…"
    return f"«\u00a0{dit(name)}\u00a0»"


def resume_markdown(found: Nouveautes, regions: Mapping[str, str], adresse: str) -> bytes:
    """Return the digest as a Markdown file; ``adresse``: of the page, ``regions``: names by code.

    Contracts by région, then the publications with their source and their reason.
    """
    parts = [f"# {titre(found)}", "", phrase(found), ""]
    if found.est_l_origine:
        parts += ["_Le registre a été mis en service après cette date._", ""]
    parts += [f"- {line}" for line in effets(found)]
    by_region: dict[str, list[ContratChange]] = {}
    for one in found.contrats:
        by_region.setdefault(one.region, []).append(one)
    for region, contrats in sorted(by_region.items()):
        parts += ["", f"## {dit(regions.get(region, region))}", ""]
        for one in contrats:
            parts.append(f"- **{dit(one.nom)}**")
            parts += [f"    - {line}" for line in lignes_du_contrat(one)]
    if found.autres:
        parts += ["", "## Hors contrats", "", *(f"- {line}" for line in _autres(found.autres))]
    if found.entrees:
        parts += ["", "## Publications", ""]
    for entree in found.entrees:
        publication = entree.publication
        parts.append(
            f"- Publication {publication.numero}, le {jour_en_lettres(entree.instant)}, par "
            f"{dit(entree.auteur)}. Source\u00a0: "
            f"{dit(publication.source)}. Motif\u00a0: "
            f"{dit(publication.motif)}."
        )
    parts += ["", f"Source\u00a0: Atlas des contrats locaux de santé, <{adresse}>", ""]
    return "\n".join(parts).encode("utf-8")


def _autres(rows: Sequence[LigneChangee]) -> list[str]:
    return [f"{dit(row.table)}\u00a0: {line}" for row in rows for line in _lines(row)]
