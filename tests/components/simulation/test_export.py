"""The file of a simulation says in every row that it is one."""

import csv
import re
from io import StringIO

from components.commun.mots.formats import nombre
from components.documents.telechargements import csv_bytes
from components.simulation.changements import tableau_des_changements
from components.simulation.entete import signed
from components.simulation.export import (
    COLONNES,
    ENSEMBLE,
    export_classement,
    export_simulations,
    nom_de_fichier,
)
from geo.simulation.classement import classement
from geo.simulation.scenario import Modification, find_ajoutable
from tests.components.simulation.texte_lu import plain

BREST_METROPOLE, BREST, QUIMPER = "242900314", "29019", "29232"
CORNOUAILLE = "cls-29-cornouaille-1"
SOURCES = {"Contrats": "registre de l'atlas", "Population": "INSEE"}


def test_the_file_has_a_summary_then_one_row_per_change(simulate, referentiel):
    change = Modification(CORNOUAILLE, (find_ajoutable(referentiel, BREST),))
    simulation = simulate(BREST_METROPOLE, retraits=(CORNOUAILLE,), perimetres=(change,))
    table = export_simulations({"=essai": simulation}, lambda name: f"CLS {name}", SOURCES)
    assert tuple(table.columns) == COLONNES
    assert table["Changement"].tolist() == [
        ENSEMBLE,
        "Territoire ajouté",
        "Contrat retiré",
        "Périmètre agrandi",
    ]
    summary = table.iloc[0]
    least, most = (
        summary["Taux attesté avant (%)"],
        summary["Au plus avant, d'après le registre (%)"],
    )
    assert 0 < least <= summary["Taux signé avant (%)"] <= most < 100
    assert summary["Habitants couverts avant (signé)"] == simulation.bilan_avant.signe
    assert summary["Habitants couverts après (signé)"] == simulation.bilan_apres.signe
    assert summary["Taux signé après (%)"] == round(simulation.bilan_apres.taux_signe, 2)
    assert table["Code"].tolist() == ["", BREST_METROPOLE, "", BREST]
    lines = csv_bytes(table).decode("utf-8-sig").splitlines()
    assert lines[1].startswith("'=essai;Bretagne;2026-11-21;")  # never run as a formula
    assert len(lines) == 1 + len(table)


def test_each_row_of_a_file_says_that_it_is_a_simulation_and_what_it_rests_on(simulate):
    simulation = simulate(BREST_METROPOLE)
    ranking = classement(simulation)
    files = [
        export_simulations({"essai": simulation}, str, SOURCES),
        export_classement(ranking, simulation, "essai", SOURCES),
    ]
    for table in files:
        content = StringIO(csv_bytes(table).decode("utf-8-sig"))
        rows = list(csv.DictReader(content, delimiter=";"))
        assert len(rows) == len(table)
        for row in rows:
            assert "SIMULATION" in row["Nature"]
            assert "à ne pas citer" in row["Nature"]
            assert [row[name] for name in ("Simulation", "Zone", "Date de départ")] == [
                "essai",
                "Bretagne",
                "2026-11-21",
            ]
            year = simulation.avant.moteur.referentiel.annee_population
            assert row["Population (année)"] == str(year)
            assert "registre de l'atlas" in row["Source"]
    assert set(files[1]["Niveau"]) == {"EPCI", "Commune"}
    assert files[1]["Habitants gagnés s'il signe"].tolist() == ranking["apport"].tolist()


def test_each_change_is_a_row_with_its_whole_remark(draw, simulate):
    simulation = simulate(BREST_METROPOLE, BREST, QUIMPER, retraits=(CORNOUAILLE,))
    shown = draw(tableau_des_changements, simulation, "CLS <i>{}</i>".format)
    table = shown.get("html")[0].proto.body
    rows = [plain(re.sub(r"<[^>]+>", "|", row)) for row in table.split("<tr>")[2:]]
    assert len(rows) == len(simulation.effets) == 4
    for row, effect in zip(rows, simulation.effets, strict=True):
        assert plain(nombre(effect.population)) in row
        assert plain(signed(effect.effet_seul)) in row
    assert f"recoupe un autre : {plain(signed(0))} en propre" in rows[1]
    assert "&lt;i&gt;cls-29" in table
    assert "<i>cls" not in table


def test_the_name_of_a_file_says_simulation_and_is_safe_everywhere(simulate):
    for name in ("../../etc/passwd", "<b>", "", "Été à l'Île : 100 %", "CON"):
        file = nom_de_fichier(simulate(), name)
        assert re.fullmatch(r"simulation-cls_bretagne_[a-z0-9-]+_2026-11-21", file)
