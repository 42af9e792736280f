"""What comes to an end as figures for a slide: ends by semester, and the next ones as a table."""

from collections import Counter
from datetime import date

import pandas as pd

from components.commun.mots.echeances import duree_en_mois, mois_en_lettres, table_contrats
from components.commun.mots.formats import date_affichee, nombre, pluriel
from components.commun.statuts import Aspect
from components.figures.figure import Graphique, Serie
from geo.evolution.echeances import Echeancier

# How an end is known: colour, and pattern for who does not tell colours apart.
CERTITUDES: dict[str, Aspect] = {
    "source": Aspect(
        "s", "Échéance lue dans une source", "la date de fin est publiée", "#1f4e8c", ""
    ),
    "estimee": Aspect(
        "e",
        "Échéance estimée",
        "signature et durée prévue, 5 ans à défaut",
        "#8fb8de",
        "hachures",
        "#1f4e8c",
    ),
    "inconnue": Aspect(
        "i",
        "Échéance inconnue",
        "ni fin ni signature connues\u00a0: tenu pour en vigueur",
        "#eceae4",
        "points",
        "#5f544d",
    ),
}
LIGNES_D_UNE_DIAPOSITIVE = 8


def _semester(jour: date) -> tuple[int, int]:
    return jour.year, 1 if jour.month <= 6 else 2


def _label(semester: tuple[int, int]) -> str:
    year, half = semester
    return f"{'1er' if half == 1 else '2e'}\u00a0sem. {year}"


def _semesters(echeancier: Echeancier) -> list[tuple[int, int]]:
    found = [_semester(echeancier.jour)]
    last = _semester(echeancier.horizon)
    while found[-1] < last:
        year, half = found[-1]
        found.append((year, 2) if half == 1 else (year + 1, 1))
    return found


def graphique_des_echeances(echeancier: Echeancier) -> Graphique:
    """Return the number of contracts that end by semester, read in a source or estimated."""
    semesters = _semesters(echeancier)
    counts = {
        estimated: Counter(
            _semester(one.fin) for one in echeancier.contrats if one.est_estimee == estimated
        )
        for estimated in (False, True)
    }
    total = counts[False] + counts[True]
    written = ", ".join(f"{_label(one)}\u00a0: {nombre(total[one])}" for one in semesters)
    return Graphique(
        "barres_empilees",
        f"Contrats qui arrivent à échéance, {echeancier.territoire.nom}",
        tuple(_label(one) for one in semesters),
        tuple(
            Serie(
                CERTITUDES[name].libelle,
                tuple(float(counts[estimated][one]) for one in semesters),
                CERTITUDES[name].couleur,
            )
            for name, estimated in (("source", False), ("estimee", True))
        ),
        "contrats",
        f"{pluriel(len(echeancier.contrats), 'contrat arrive', 'contrats arrivent')} à échéance "
        f"d'ici {mois_en_lettres(echeancier.horizon)}. {written}.",
    )


def tableau_des_echeances(
    echeancier: Echeancier, limite: int = LIGNES_D_UNE_DIAPOSITIVE
) -> pd.DataFrame:
    """Return the next contracts to end, at most ``limite``, as texts ready to be read.

    Columns Fin, Contrat, Habitants, Relais; empty, with these columns, when none ends.
    """
    columns = ["Fin", "Contrat", "Habitants", "Relais"]
    if not echeancier.contrats:
        return pd.DataFrame(columns=columns)
    table = table_contrats(echeancier).head(limite)[columns]
    table["Fin"] = table["Fin"].map(date_affichee)
    table["Habitants"] = [
        "non renseigné" if pd.isna(value) else nombre(value) for value in table["Habitants"]
    ]
    return table


def duree(echeancier: Echeancier) -> str:
    """Return the length of the horizon: ``36 mois``."""
    return f"{duree_en_mois(echeancier)}\u00a0mois"
