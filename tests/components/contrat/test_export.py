"""The files of a contract hold its communes, its facts and its axes, read back."""

import io
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from openpyxl import load_workbook

from components.contrat.export import (
    export_communes,
    graphique_de_la_vie,
    table_des_faits,
    tables_du_contrat,
)
from components.documents.telechargements import csv_bytes, xlsx_bytes
from components.tableaux.pilotes import sans_personnes
from data.model import LignePerimetre
from geo.contrat.fiche import Fiche, build_fiche
from geo.contrats.perimetres import build_perimetres
from geo.couverture.communes_du_perimetre import communes_du_perimetre, table_du_perimetre
from geo.couverture.moteur import Moteur

JOUR = date(2026, 6, 15)
CORNOUAILLE = "cls-29-cornouaille-1"
SANS_PERIMETRE = "cls-18-vierzon-x"


def fiche_of(moteur: Moteur, name: str) -> Fiche:
    return build_fiche(moteur.couverture(JOUR), name)


def with_a_quartier(moteur: Moteur) -> Moteur:
    """The same, where Cornouaille is a commune and a quartier of Quimper."""
    lines = [("commune", "29003"), ("quartier", "29232")]
    registre = replace(
        moteur.registre,
        perimetres=tuple(
            LignePerimetre(CORNOUAILLE, "inclut", niveau, code, "", "") for niveau, code in lines
        ),
    )
    return Moteur(registre, moteur.referentiel, build_perimetres(registre, moteur.referentiel))


def test_the_csv_of_communes_adds_up_to_the_residents_of_the_sheet(moteur: Moteur):
    fiche = fiche_of(moteur, CORNOUAILLE)
    content = csv_bytes(export_communes(communes_du_perimetre(moteur, CORNOUAILLE), 2023))
    header, *rows = [one.split(";") for one in content.decode("utf-8-sig").splitlines()]
    cells = [dict(zip(header, row, strict=True)) for row in rows]
    assert sum(int(row["Population"]) for row in cells) == fiche.perimetre.population
    assert len(cells) == fiche.perimetre.nb_communes
    assert {row["EPCI"] for row in cells} == {one.territoire.nom for one in fiche.perimetre.epci}
    assert {row["Année de la population"] for row in cells} == {"2023"}
    assert {row["Couverte"] for row in cells} == {"en entier"}


def test_a_commune_covered_in_part_is_there_and_counts_nobody(moteur: Moteur):
    rows = communes_du_perimetre(with_a_quartier(moteur), CORNOUAILLE)
    assert rows["nom"].tolist() == ["Audierne", "Quimper"]
    assert rows["en_partie"].tolist() == [False, True]
    assert rows["population"].isna().tolist() == [False, True]
    assert rows["epci"].tolist()[1] == "CA Quimper Bretagne Occidentale"
    assert export_communes(rows, 2023)["Couverte"].tolist() == ["en entier", "en partie"]
    assert table_du_perimetre(with_a_quartier(moteur), CORNOUAILLE)["code"].tolist() == ["29003"]


def test_the_workbook_of_a_contract_has_a_sheet_for_what_is_known(moteur: Moteur):
    fiche = fiche_of(moteur, CORNOUAILLE)
    tables = tables_du_contrat(fiche, communes_du_perimetre(moteur, CORNOUAILLE), 2023, frozenset())
    book = load_workbook(io.BytesIO(xlsx_bytes(tables, {"Contrats": "registre"})))
    assert book.sheetnames == [
        "Contrat", "Communes", "Axes", "Actions", "Signataires", "Sources"
    ]  # fmt: skip
    facts = {row[0]: row[1] for row in book["Contrat"].iter_rows(min_row=2, values_only=True)}
    assert facts["Identifiant"] == CORNOUAILLE
    assert facts["Habitants"] == fiche.perimetre.population
    assert facts["Signature"].date() == date(2023, 7, 12)
    assert facts["Date de la situation"].date() == JOUR
    assert book["Axes"].max_row - 1 == fiche.axes.nb_axes
    assert book["Actions"].max_row - 1 == len(fiche.axes.actions)
    assert book["Signataires"].max_row - 1 == sum(len(members) for _, members in fiche.signataires)


def test_what_no_source_says_is_said_to_be_unknown(moteur: Moteur):
    fiche = fiche_of(moteur, SANS_PERIMETRE)
    facts = dict(table_des_faits(fiche).itertuples(index=False))
    assert facts["Habitants"] == facts["Axes"] == facts["Périmètre"] == "non renseigné"
    tables = tables_du_contrat(
        fiche, communes_du_perimetre(moteur, SANS_PERIMETRE), 2023, frozenset()
    )
    assert list(tables) == ["Contrat"]


def test_the_timeline_of_a_contract_runs_over_its_periods(moteur: Moteur):
    fiche = fiche_of(moteur, CORNOUAILLE)
    chart = graphique_de_la_vie(fiche)
    assert chart.categories == ("Compté signé",)
    start, end = (one.valeurs[0] for one in chart.series)
    assert start == pytest.approx(2023.53, abs=0.01)
    assert end == pytest.approx(2028.53, abs=0.01)
    assert "12 juillet 2023" in chart.alternative.replace("\u00a0", " ")


def test_a_file_names_organisations_as_pilotes_and_no_person():
    table = pd.DataFrame({"Pilote": ["CPAM du Finistère", "Marie Durand", "non renseigné"]})
    public = sans_personnes(table, frozenset())
    assert public["Pilote"].tolist() == ["CPAM du Finistère", "non public", "non renseigné"]
