"""Where a row of the registre is, for the rights of who changes it."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from data.depot.cles import colonnes
from data.depot.droits import NATIONAL, Compte, Territoire, peut
from data.depot.modele import Ligne, Modification, Tables
from data.lecture.codes_connus import region_des_departements
from data.model import Contrat

CONTRATS = "contrats"


def territoires_de(tables: Tables, modifications: Sequence[Modification]) -> set[Territoire]:
    """Return the territories that changes of rows touch.

    ``tables``: the rows of now, where the contracts of the changed rows are looked for; a contract
    that one of the changes took away is found in it.
    """
    contrats: dict[str, Ligne] = dict(tables[CONTRATS])
    for une in modifications:
        ligne = une.avant or une.apres
        if une.ressource == CONTRATS and une.cle not in contrats and ligne is not None:
            contrats[une.cle] = ligne
    trouves = set()
    for une in modifications:
        for ligne in (une.avant, une.apres):
            if ligne is not None:
                trouves.add(_territoire(une.ressource, ligne, contrats))
    return trouves


def permission(compte: Compte, acte: str) -> Callable[[Tables, Sequence[Modification]], bool]:
    """Return what tells whether an account may do an act on all the rows of a publication."""
    return lambda tables, modifications: all(
        peut(compte, acte, territoire) for territoire in territoires_de(tables, modifications)
    )


def _territoire(ressource: str, ligne: Ligne, contrats: Mapping[str, Ligne]) -> Territoire:
    dites = dict(zip(colonnes(ressource), ligne.cellules, strict=False))
    if ressource == CONTRATS:
        return territoire_du_contrat(ligne)
    if "contrat_id" in dites:
        contrat = contrats.get(dites["contrat_id"])
        return NATIONAL if contrat is None else territoire_du_contrat(contrat)
    if ressource == "chiffres_publies":
        return _territoire_du_chiffre(dites)
    return Territoire(frozenset({dites["region"]})) if dites.get("region") else NATIONAL


def territoire_du_contrat(contrat: Ligne) -> Territoire:
    """Return where a contract is: the région of its ARS, its départements and their régions."""
    dites = dict(zip(colonnes(CONTRATS), contrat.cellules, strict=True))
    return _lieu(dites["id"], dites["region"], dites["departements"].split())


def territoire_d_un_contrat(contrat: Contrat) -> Territoire:
    """Return the same of a contract of a registre."""
    return _lieu(contrat.id, contrat.region, contrat.departements)


def _lieu(contrat_id: str, region: str, codes: Iterable[str]) -> Territoire:
    departements = frozenset(codes)
    regions = {region_des_departements().get(code, "") for code in departements} - {""}
    return Territoire(frozenset({region, *regions}), departements, contrat_id)


def _territoire_du_chiffre(dites: Mapping[str, str]) -> Territoire:
    if dites["objet_type"] == "region":
        return Territoire(frozenset({dites["objet_id"]}))
    region = region_des_departements().get(dites["objet_id"])
    if region is None:
        return NATIONAL
    return Territoire(frozenset({region}), frozenset({dites["objet_id"]}))
