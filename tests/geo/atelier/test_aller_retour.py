"""The registre written as people write it, and read back: the same registre, whatever the mess."""

import random
from collections.abc import Callable, Iterable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.annuaire.lignes import export_table
from components.documents.telechargements import csv_bytes
from data.dates import DatePartielle
from data.model import Contrat, LignePerimetre
from geo.annuaire.annuaire import Criteres, build_annuaire
from geo.atelier.analyse import Analyse
from geo.atelier.ecarts.comparaison import INCHANGE, NOUVEAU
from geo.atelier.ecarts.lignes import ligne_de, registre_avec
from geo.atelier.territoires.resolveur import Resolveur
from geo.couverture.moteur import Moteur
from tests.geo.atelier.lecture_essai import tableau

MOIS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
ENTETES = {
    "id": ("Identifiant", "id", "Code CLS"),
    "nom": ("Nom du CLS", "Contrat", "Intitulé"),
    "region": ("Région", "ARS"),
    "departements": ("Dpt", "Départements", "code_dep"),
    "generation": ("Génération", "Gén."),
    "porteur": ("Porteur", "Structure porteuse"),
    "porteur_type": ("Type de porteur", "Nature du porteur"),
    "etape": ("État", "Étape", "Statut"),
    "date_signature": ("Signature", "Signé le", "Date de signature"),
    "periode_debut": ("Début", "Date d'effet"),
    "date_fin": ("Fin", "Échéance", "Date de fin"),
    "duree_ans": ("Durée", "Durée du contrat"),
    "nb_actions_annonce": ("Nb d'actions", "Nombre de fiches actions"),
    "perimetre": ("Territoires", "Périmètre (EPCI)", "Zone"),
    "notes": ("Observations", "Notes"),
}
ETAPES_EN_MOTS = {
    "lettre_intention": ("Lettre d'intention", "LI"),
    "cadrage": ("Cadrage", "en cadrage"),
    "diagnostic": ("Diagnostic en cours", "diagnostic"),
    "elaboration": ("En élaboration", "en cours d'élaboration"),
    "signe": ("Signé", "SIGNÉ", "En vigueur"),
    "evaluation": ("En évaluation", "évaluation"),
    "renouvellement": ("En cours de renouvellement", "Renouvellement"),
    "echu": ("Échu", "terminé"),
    "inconnue": ("Inconnue", "inconnue"),
}
GENERATIONS = ("{}", "{}e", "CLS {}", "{}e génération", "n°{}")
TITRES = ("ARS d'Essai", "Liste des contrats, arrêtée au 12/07/2026", "Document de travail")


def en_lettres(texte: str, hasard: random.Random) -> str:
    """Write a date as people do, with the same precision."""
    if not texte:
        return hasard.choice(("", "-", "NC", "non renseigné"))
    lue = DatePartielle.parse(texte)
    if lue.mois is None:
        return str(lue.annee)
    mois = MOIS.split()[lue.mois - 1]
    if lue.jour is None:
        return hasard.choice((f"{mois} {lue.annee}", f"{lue.mois:02d}/{lue.annee}"))
    serie = (lue.premier_jour - date(1899, 12, 30)).days
    return hasard.choice(
        (f"{lue.jour} {mois} {lue.annee}", lue.premier_jour.strftime("%d/%m/%Y"), str(serie))
    )


class Ecrivain:
    """Writes contracts of a registre as a spreadsheet of an agency."""

    def __init__(self, moteur: Moteur, resolveur: Resolveur, graine: int) -> None:
        self.registre, self.index = moteur.registre, resolveur.index
        self.regions = dict(
            zip(
                moteur.referentiel.tables.regions["code"].tolist(),
                moteur.referentiel.tables.regions["nom"].tolist(),
                strict=True,
            )
        )
        self.hasard = random.Random(graine)
        self.oracle: dict[str, str] = {}

    def write(self, contrats: list[Contrat], colonnes: list[str]) -> str:
        shuffled = self.hasard.sample(colonnes, len(colonnes))
        header = [self.hasard.choice(ENTETES[name]) for name in shuffled]
        titles = [[title] for title in TITRES[: self.hasard.randrange(4)]]
        blank = [[""] for _ in range(self.hasard.randrange(3))]
        rows = [[self.cell(contrat, name) for name in shuffled] for contrat in contrats]
        end = [["Total", f"{len(rows)} CLS"], ["* liste provisoire"]][: self.hasard.randrange(3)]
        self.premiere = len(titles) + len(blank) + 2
        first, *others = [*titles, *blank, header, *rows, *end]
        return tableau(first, *others, separateur=self.hasard.choice((";", ",", "\t")))

    def cell(self, contrat: Contrat, colonne: str) -> str:
        text = ligne_de(contrat).get(colonne, "")
        if colonne in ("date_signature", "periode_debut", "date_fin"):
            return en_lettres(text, self.hasard)
        if colonne == "etape":
            return self.hasard.choice(ETAPES_EN_MOTS[text])
        if colonne == "generation":
            return self.hasard.choice(GENERATIONS).format(text) if text else ""
        if colonne == "duree_ans":
            return (
                self.hasard.choice((f"{text} ans", text, f"{int(text) * 12} mois")) if text else ""
            )
        if colonne == "region":
            return self.hasard.choice((text, self.regions[text], f"ARS {self.regions[text]}"))
        if colonne == "departements":
            return self.hasard.choice((" ", ", ", " - ", " / ")).join(contrat.departements)
        if colonne == "perimetre":
            return self.perimetre(contrat)
        return text

    def perimetre(self, contrat: Contrat) -> str:
        lines = self.registre.perimetre_du_contrat(contrat.id)
        inside, outside = [], []
        for line in lines:
            name = self.index.noms[line.niveau, line.code]
            written = name if self.hasard.random() < 0.8 else line.code
            excluded = line.operation == "exclut"
            self.oracle[f"sauf {written}" if excluded else written] = f"{line.niveau}:{line.code}"
            (outside if excluded else inside).append(written)
        text = self.hasard.choice((" ; ", "\n", " + ")).join(inside)
        return f"{text} (sauf {', '.join(outside)})" if outside else text


class Banc:
    """The real registre and what reads a file against it, under one name."""

    def __init__(self, importer: Callable[..., Analyse], plein: Moteur, vide: Moteur) -> None:
        self.importer, self.plein, self.vide = importer, plein, vide
        self.resolveur = Resolveur(plein.referentiel)
        self.nommables = [one for one in plein.registre.contrats.values() if self._named(one)]

    def _named(self, contrat: Contrat) -> bool:
        """Tell whether its territories have names of today (a neighbourhood has none)."""
        lines = self.plein.registre.perimetre_du_contrat(contrat.id)
        return all((line.niveau, line.code) in self.resolveur.index.noms for line in lines)

    def __repr__(self) -> str:
        return "Banc"

    def read(self, ecrivain: "Ecrivain", texte: str, moteur: Moteur) -> Analyse:
        """Read a list, answering what is asked of territories as whoever holds it would.

        The territory of a porteur, proposed where the list gives none, is left out.
        """
        lue = self.importer("liste.csv", texte, moteur=moteur)
        decisions = lue.decisions
        for one in lue.valeurs_a_decider:
            assert one.colonne == "perimetre", (one.colonne, one.ecrit, one.lecture.pourquoi)
            decisions = decisions.avec_valeur(
                (one.colonne, one.ecrit, one.dans), ecrivain.oracle.get(one.ecrit, "ignorer")
            )
        return self.importer("liste.csv", texte, moteur=moteur, decisions=decisions)


@pytest.fixture(scope="module")
def banc(importer: Callable[..., Analyse], moteur: Moteur, registre_vide: Moteur) -> Banc:
    return Banc(importer, moteur, registre_vide)


def lieux(lignes: Iterable[LignePerimetre]) -> set[tuple[str, str, str]]:
    return {(one.operation, one.niveau, one.code) for one in lignes}


COLONNES = [*ENTETES]
MESS = settings(max_examples=25)


@MESS
@given(graine=st.integers(0, 1_000_000), nombre=st.integers(1, 30))
def test_the_registre_in_an_agency_s_own_words_changes_nothing(
    banc: Banc, graine: int, nombre: int
):
    writer = Ecrivain(banc.plein, banc.resolveur, graine)
    chosen = writer.hasard.sample(banc.nommables, nombre)
    lue = banc.read(writer, writer.write(chosen, COLONNES), banc.plein)
    changed = [
        (one.nom, column, (change.avant or {}).get(column), (change.apres or {}).get(column))
        for one in lue.lignes
        for change in one.changements
        for column in change.colonnes
    ]
    assert changed == []
    assert {one.etat for one in lue.lignes} == {INCHANGE}
    assert {one.contrat_id for one in lue.lignes} == {one.id for one in chosen}


@MESS
@given(graine=st.integers(0, 1_000_000), nombre=st.integers(1, 30))
def test_read_into_an_empty_registre_it_gives_the_same_rows(banc: Banc, graine: int, nombre: int):
    writer = Ecrivain(banc.plein, banc.resolveur, graine)
    chosen = writer.hasard.sample(banc.nommables, nombre)
    lue = banc.read(writer, writer.write(chosen, COLONNES), banc.vide)
    assert {one.etat for one in lue.lignes} == {NOUVEAU}
    back = registre_avec(banc.vide.registre, lue.changements)
    for contrat in chosen:
        before, after = ligne_de(contrat), ligne_de(back.contrats[contrat.id])
        said = [name for name in COLONNES if before.get(name)]
        assert {name: after[name] for name in said} == {
            name: " ".join(before[name].split()) for name in said
        }
        assert lieux(back.perimetre_du_contrat(contrat.id)) == lieux(
            banc.plein.registre.perimetre_du_contrat(contrat.id)
        )


def test_the_directory_that_the_atlas_writes_comes_back_as_it_is(banc: Banc):
    regions = banc.resolveur.referentiel.tables.regions
    names = dict(zip(regions["code"].tolist(), regions["nom"].tolist(), strict=True))
    found = build_annuaire(banc.plein).chercher(Criteres(), date(2026, 11, 30))
    content = csv_bytes(export_table(found.lignes(), names))
    lue = banc.importer("contrats.csv", content, moteur=banc.plein)
    assert len(lue.lignes) == len(banc.plein.registre.contrats)
    assert [(one.contrat_id, one.etat) for one in lue.lignes if one.etat != INCHANGE] == []
    assert [(one.colonne, one.ecrit) for one in lue.valeurs_a_decider] == []
    assert lue.est_prete
