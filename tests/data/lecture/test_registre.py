"""The real registre, loaded: nothing lost, nothing guessed."""

import csv
import dataclasses
import datetime
import re

import pytest

from data.dates import DatePartielle
from data.lecture.registre import load_registre
from data.lecture.schemas import TABLES, load_schema
from data.model import Registre
from data.paths import DOSSIER_DATA, DOSSIER_REGISTRE


@pytest.fixture(scope="module")
def registre() -> Registre:
    return load_registre()


def rows_of(table: str) -> list[dict[str, str]]:
    chemin = DOSSIER_REGISTRE / f"{table}.csv"
    with chemin.open(encoding="utf-8", newline="") as fichier:
        return list(csv.DictReader(fichier))


def objects_of(registre: Registre, table: str) -> list[object]:
    objets = getattr(registre, table)
    return list(objets.values() if isinstance(objets, dict) else objets)


def as_written(valeur: object) -> str:
    if valeur is None:
        return ""
    return " ".join(valeur) if isinstance(valeur, tuple) else str(valeur)


def test_the_real_registre_loads_with_its_624_contracts(registre: Registre) -> None:
    assert len(registre.contrats) == 624


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_loaded_and_says_what_the_file_says(registre: Registre, table: str) -> None:
    lignes = rows_of(table)
    objets = objects_of(registre, table)
    assert len(objets) == len(lignes)
    for objet, ligne in zip(objets, lignes, strict=True):
        relu = {
            champ.name: as_written(getattr(objet, champ.name))
            for champ in dataclasses.fields(objet)  # type: ignore[arg-type]
        }
        assert relu == ligne


def test_contracts_keep_the_order_of_the_file_and_are_found_by_their_id(registre: Registre) -> None:
    assert list(registre.contrats) == [ligne["id"] for ligne in rows_of("contrats")]
    assert all(contrat.id == identifiant for identifiant, contrat in registre.contrats.items())


def test_what_no_source_says_is_empty_and_never_zero(registre: Registre) -> None:
    contrat = registre.contrats["cls-971-cap-excellence-x"]
    assert (contrat.lien, contrat.source_url) == ("", "")
    assert (contrat.generation, contrat.date_fin, contrat.nb_actions_annonce) == (None, None, None)
    assert contrat.duree_ans == 3
    assert contrat.date_signature == DatePartielle(2014, 11, 5)
    assert contrat.source_date == DatePartielle(2014, 11)


def test_a_contract_over_two_regions_keeps_its_departements(registre: Registre) -> None:
    assert len(registre.contrats["cls-76-villes-soeurs-x"].departements) == 2


def test_figures_are_kept_as_published(registre: Registre) -> None:
    assert registre.regions["84"].nb_cls_annonces == ">30"
    assert registre.regions["75"].taux_signe_publie == "78.6"
    assert registre.regions["11"].nb_cls_annonces == ""


def test_the_day_of_the_survey_comes_from_the_data_package(registre: Registre) -> None:
    assert registre.date_releve == datetime.date(2026, 11, 21)


def test_what_belongs_to_a_contract_is_found_from_its_id(registre: Registre) -> None:
    for identifiant in registre.contrats:
        for trouve, lignes in (
            (registre.perimetre_du_contrat(identifiant), registre.perimetres),
            (registre.axes_du_contrat(identifiant), registre.axes),
            (registre.actions_du_contrat(identifiant), registre.actions),
            (registre.signataires_du_contrat(identifiant), registre.signataires),
        ):
            assert all(ligne.contrat_id == identifiant for ligne in trouve)
            assert set(trouve) <= set(lignes)
    assert registre.axes_du_contrat("cls-inconnu") == ()
    total = sum(len(registre.axes_du_contrat(identifiant)) for identifiant in registre.contrats)
    assert total == len(registre.axes)


def test_a_loaded_registre_cannot_be_altered(registre: Registre) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        registre.axes = ()  # type: ignore[misc]


def test_loading_twice_gives_the_same_and_leaves_the_schemas_alone(registre: Registre) -> None:
    avant = repr(load_schema("perimetres"))
    assert load_registre() == registre
    assert repr(load_schema("perimetres")) == avant


def test_the_registre_knows_nothing_of_the_territory_nor_of_streamlit() -> None:
    modules = [*DOSSIER_DATA.glob("*.py"), *(DOSSIER_DATA / "lecture").glob("*.py")]
    assert len(modules) > 15
    for module in modules:
        texte = module.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(import|from) (geo|components|pages|streamlit)", texte, re.M)
