"""Publications and changes of rows as the commands give them: fields of JSON, cells of tables."""

from collections.abc import Iterable, Mapping
from typing import Any

from data.depot.etat import cellules_de
from data.depot.modele import Cellules, Changement, Ligne, Modification, Publication, Refus, Tables


def as_dict(publication: Publication) -> dict[str, Any]:
    """Return a publication as fields."""
    return {
        "numero": publication.numero,
        "instant": publication.instant.isoformat(),
        "nature": publication.nature,
        "auteur": publication.auteur,
        "source": publication.source,
        "motif": publication.motif,
        "annule": publication.annule,
        "annulee_par": list(publication.annulee_par),
        "fichiers": [vars(fichier) for fichier in publication.fichiers],
        "lignes": dict(publication.lignes),
    }


def as_line(publication: Publication) -> dict[str, object]:
    """Return a publication as a line of a table."""
    return {
        "numero": publication.numero,
        "instant": f"{publication.instant:%Y-%m-%d %H:%M}",
        "nature": publication.nature,
        "auteur": publication.auteur,
        "source": publication.source,
        "motif": publication.motif,
        "lignes": sum(publication.lignes.values()),
        "annulee_par": ", ".join(map(str, publication.annulee_par)),
    }


def modification_as_dict(une: Modification) -> dict[str, Any]:
    """Return a change of the journal as fields."""
    return change_as_dict(une.ressource, une.cle, _texts(une, une.avant), _texts(une, une.apres))


def changement_as_dict(un: Changement, tables: Tables) -> dict[str, Any]:
    """Return a change to come as fields; ``tables``: the rows of now."""
    avant = tables[un.ressource].get(un.cle)
    apres = None if un.apres is None else dict(un.apres)
    return change_as_dict(un.ressource, un.cle, avant and cellules_de(un.ressource, avant), apres)


def change_as_dict(
    ressource: str, cle: str, avant: Cellules | None, apres: Cellules | None
) -> dict[str, Any]:
    """Return a change as fields: the row before and after, None where there is none."""
    return {"ressource": ressource, "cle": cle, "avant": avant, "apres": apres}


def refus_as_dict(un: Refus) -> dict[str, Any]:
    """Return a row left as it is as fields."""
    return {
        "ressource": un.ressource,
        "cle": un.cle,
        "pourquoi": un.pourquoi,
        "publication": un.publication,
    }


def cells_changed(changes: Iterable[Mapping[str, Any]]) -> list[dict[str, object]]:
    """Return one line per cell that differs, or per row that comes or goes."""
    lignes: list[dict[str, object]] = []
    for une in changes:
        avant, apres = une["avant"], une["apres"]
        place = {"ressource": une["ressource"], "cle": une["cle"]}
        if avant is None or apres is None:
            mot = "ajoutée" if avant is None else "supprimée"
            lignes.append({**place, "colonne": f"(ligne {mot})", "avant": "", "apres": ""})
            continue
        differentes = [nom for nom in apres if avant.get(nom, "") != apres[nom]]
        for nom in differentes or ["(place)"]:
            cellules = {"avant": avant.get(nom, ""), "apres": apres.get(nom, "")}
            lignes.append({**place, "colonne": nom, **cellules})
    return lignes


def _texts(une: Modification, ligne: Ligne | None) -> Cellules | None:
    return None if ligne is None else cellules_de(une.ressource, ligne)
