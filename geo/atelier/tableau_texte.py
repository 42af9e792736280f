"""The answer of an import as text for a terminal: what is read, left to decide, changed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

LIGNES_MAX = 40


def render_table(reponse: Mapping[str, Any]) -> str:
    """Return the answer of ``geo.atelier.reponse`` as a few aligned lists."""
    return "\n".join(_parts(reponse))


def _parts(reponse: Mapping[str, Any]) -> Iterator[str]:
    fichier = reponse["fichier"]
    separator = f", {fichier['separateur_en_mots']}" if fichier["separateur_en_mots"] else ""
    sheet = f", feuille {fichier['feuille']}" if fichier["feuille"] else ""
    yield (
        f"{fichier['nom']}\u00a0: {fichier['encodage']}{separator}{sheet}, en-tête ligne "
        f"{fichier['ligne_entete']}, {fichier['lignes']} lignes"
    )
    if fichier["deja_publie"]:
        yield f"  ! Ce fichier a déjà été publié\u00a0: publication {fichier['deja_publie']}."
    yield from (f"  ! {one}" for one in fichier["avertissements"][:LIGNES_MAX])
    yield ""
    yield "Colonnes"
    for one in reponse["colonnes"]:
        name, cible = one["entete"] or "(sans nom)", one["colonne"] or "ignorée"
        yield f"  {name} → {cible} ({one['pourquoi']})"
    yield ""
    yield from _values(reponse["valeurs"])
    yield from _rows(reponse["lignes"])
    yield from _rates(reponse["effet"])
    left = sum(one["reponse"] is None for one in reponse["decisions"]["valeurs"])
    doubles = sum(one["reponse"] is None for one in reponse["decisions"]["doublons"])
    yield ""
    if reponse["publication"]:
        yield f"Publié\u00a0: publication {reponse['publication']}."
        return
    yield (
        "Prêt à publier."
        if reponse["pret"]
        else f"Reste à décider\u00a0: {left} valeurs, {doubles} doublons possibles."
    )


def _values(valeurs: list[Mapping[str, Any]]) -> Iterator[str]:
    counts = Counter(one["certitude"] for one in valeurs)
    told = ", ".join(f"{number} {name}" for name, number in counts.items())
    yield f"Valeurs distinctes\u00a0: {told or 'aucune'}"
    waiting = [one for one in valeurs if one["certitude"] != "sure"]
    for one in waiting[:LIGNES_MAX]:
        proposed = f" → {one['propose']}" if one["propose"] else ""
        what = f"{one['colonne']}\u00a0: {_one_line(one['ecrit'])}{proposed}"
        yield f"  [{one['certitude']}] {what} ({one['pourquoi']})"
    yield ""


def _rows(lignes: list[Mapping[str, Any]]) -> Iterator[str]:
    counts = Counter(one["etat"] for one in lignes)
    yield "Lignes\u00a0: " + ", ".join(f"{number} {name}" for name, number in counts.items())
    for one in lignes[:LIGNES_MAX]:
        what = one["nom"] or one["pourquoi"]
        yield f"  {one['ligne']}  {one['etat']}  {one['contrat_id'] or ''}  {_one_line(what)}"
        yield from (f"      {fault['message']}" for fault in one["erreurs"])
    yield ""


def _rates(effet: list[Mapping[str, Any]]) -> Iterator[str]:
    yield "Effet sur la population couverte par un CLS signé"
    for one in effet:
        said = str(one["publie_ecrit"] or "").replace(".", ",")
        published = f"\u00a0; publié {said}\u00a0%" if said else ""
        before, after = _percent(one["taux_signe_avant"]), _percent(one["taux_signe_apres"])
        yield f"  {one['nom']}\u00a0: {before} → {after}{published}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}".replace(".", ",") + "\u00a0%"


def _one_line(text: str) -> str:
    return " ".join(str(text).split())
