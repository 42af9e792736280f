"""The directory: a contract is found by what people know of it, and by nothing else."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from data.dates import DatePartielle
from data.model import Action, Contrat
from geo.annuaire.annuaire import TRIS, Annuaire, Criteres, Resultat, build_annuaire
from geo.annuaire.carte import build_carte
from geo.annuaire.colonnes import GENERATION_INCONNUE, PORTEUR_INCONNU
from geo.annuaire.index import CHAMPS, mots_utiles
from geo.annuaire.recherche import LONGUEUR_MAXIMALE
from geo.contrats.perimetres import build_perimetres
from geo.contrats.statuts import STATUTS
from geo.couverture.moteur import Moteur, contrats_du_theme
from geo.couverture.synthese import ends_within
from geo.territoires.couches import feature_codes
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.normalisation import normaliser
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import (
    FRANCE,
    Territoire,
    departement_of,
    departements,
    departements_of,
    find_territoire,
)

JOUR = date(2026, 6, 15)
BRETAGNE = Territoire("region", "53", "Bretagne")
QUIMPER_BRETAGNE_OCCIDENTALE = "epci 200068120"
QUIMPER, PLOMELIN, SAINT_MALO, SAINT_DENIS = "29232", "29170", "35288", "93066"
PARIS_13 = "75113"


def action(contrat_id: str, statut: str, date_statut: str = "") -> Action:
    known = DatePartielle.parse(date_statut) if date_statut else None
    return Action(contrat_id, "", "1", "Une action", statut, "", None, known, "", "")


@pytest.fixture(scope="session")
def annuaire(moteur: Moteur) -> Annuaire:
    """The directory of the real contracts."""
    return build_annuaire(moteur)


@pytest.fixture
def un_annuaire(un_registre, referentiel: Referentiel) -> Callable[..., Annuaire]:
    """Builds the directory of invented contracts on the real territories."""

    def build(
        contrats: Iterable[Contrat],
        perimetres: Mapping[str, Iterable[str]] | None = None,
        *,
        actions: Iterable[Action] = (),
        **options: object,
    ) -> Annuaire:
        registre = un_registre(contrats, perimetres or {}, **options)
        registre = replace(registre, actions=tuple(actions))
        return build_annuaire(
            Moteur(registre, referentiel, build_perimetres(registre, referentiel))
        )

    return build


@pytest.fixture
def nomme(un_contrat) -> Callable[..., Contrat]:
    """Builds a contract by its name: ``nomme("cls-29-a-1", "CLS de Cornouaille")``."""

    def build(identifiant: str, nom: str, **options: object) -> Contrat:
        porteur_type = str(options.pop("porteur_type", ""))
        return replace(un_contrat(identifiant, **options), nom=nom, porteur_type=porteur_type)

    return build


def found(annuaire: Annuaire, texte: str = "", jour: date = JOUR, **criteres: object) -> list[str]:
    return list(annuaire.chercher(Criteres(texte=texte, **criteres), jour).identifiants)


def by(resultat: Resultat, contrat_id: str) -> tuple[str, str] | None:
    """The field and the text by which a contract was found."""
    return next(one.trouve_par for one in resultat.lignes() if one.contrat.id == contrat_id)


# ---- Search ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "texte",
    ["CLS de Cornouaille", "cornouaille", "CORNOUAILLE", "la Cornouaille", "contrat Cornouaille"],
)
def test_a_name_is_found_whatever_its_case_its_articles_and_the_words_of_every_name(
    un_annuaire, nomme, texte
):
    directory = un_annuaire([nomme("a", "CLS de Cornouaille"), nomme("b", "CLS du Pays de Brest")])
    assert found(directory, texte) == ["a"]


@pytest.mark.parametrize(
    ("texte", "nom"),
    [
        ("agglomeration de saint brieuc", "CLS de l'Agglomération de Saint-Brieuc"),
        ("st brieuc", "CLS de Saint-Brieuc"),
        ("VILLES SOEURS", "CLS des Villes Sœurs"),
        ("hay les roses", "CLS de L'Haÿ-les-Roses"),
        ("lemans", "CLS du Mans"),
    ],
)
def test_accents_ligatures_abbreviations_and_spaces_do_not_matter(un_annuaire, nomme, texte, nom):
    directory = un_annuaire([nomme("a", nom), nomme("b", "CLS de Rodez")])
    assert found(directory, texte) == ["a"]


@pytest.mark.parametrize(
    "texte",
    ["cornouaile", "cornouailles", "cornouiale", "kornouaille", "cornuaile", "cls de cornouaile"],
)
def test_one_or_two_typing_errors_are_forgiven(un_annuaire, nomme, texte):
    directory = un_annuaire([nomme("a", "CLS de Cornouaille"), nomme("b", "CLS du Pays de Brest")])
    resultat = directory.chercher(Criteres(texte=texte), JOUR)
    assert resultat.identifiants == ("a",)
    assert resultat.est_approche


def test_the_start_of_a_word_is_enough_and_is_not_an_error(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS de Cornouaille"), nomme("b", "CLS du Pays de Brest")])
    resultat = directory.chercher(Criteres(texte="corn"), JOUR)
    assert resultat.identifiants == ("a",)
    assert not resultat.est_approche


def test_errors_are_not_looked_for_when_the_very_words_are_there(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS de Lens"), nomme("b", "CLS de Sens")])
    assert found(directory, "lens") == ["a"]


def test_a_word_that_only_begins_another_does_not_hide_a_typing_error(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS de Quimerch"), nomme("b", "CLS de Quimper")])
    assert set(found(directory, "Quimer")) == {"a", "b"}


def test_numbers_are_never_guessed(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS 2023-2027"), nomme("b", "CLS 2018-2020")])
    assert found(directory, "2024") == []
    assert found(directory, "2023") == ["a"]


def test_the_porteur_leads_to_its_contracts(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("a", "CLS de Cornouaille", porteur="Quimper Cornouaille Développement"),
            nomme("b", "CLS de Rodez", porteur="Rodez Agglomération"),
        ]
    )
    resultat = directory.chercher(Criteres(texte="cornouaille developement"), JOUR)
    assert resultat.identifiants == ("a",)
    assert by(resultat, "a") == ("porteur", "Quimper Cornouaille Développement")


@pytest.mark.parametrize("texte", ["Plomelin", "plomelyn", "mairie de Plomelin", "29170"])
def test_any_commune_of_the_perimeter_leads_to_the_contract_and_is_named(un_annuaire, nomme, texte):
    directory = un_annuaire(
        [nomme("a", "CLS de l'ouest"), nomme("b", "CLS de l'est")],
        {"a": [QUIMPER_BRETAGNE_OCCIDENTALE], "b": [f"commune {SAINT_MALO}"]},
    )
    resultat = directory.chercher(Criteres(texte=texte), JOUR)
    assert resultat.identifiants == ("a",)
    assert by(resultat, "a") == ("commune", "Plomelin")


def test_a_postcode_leads_to_the_contracts_of_its_communes(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS de l'ouest"), nomme("b", "CLS de l'est")],
        {"a": [f"commune {QUIMPER}"], "b": [f"commune {SAINT_MALO}"]},
    )
    assert found(directory, "29000") == ["a"]
    assert found(directory, "quimper 29") == ["a"]


def test_a_commune_left_out_of_the_perimeter_does_not_lead_to_it(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS de l'ouest")],
        {"a": [QUIMPER_BRETAGNE_OCCIDENTALE, f"sauf commune {PLOMELIN}"]},
    )
    assert found(directory, "Plomelin") == []
    assert found(directory, "Quimper") == ["a"]


def test_the_words_of_a_query_must_belong_to_one_place(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS de la côte"), nomme("b", "CLS de la plaine")],
        {"a": [f"commune {SAINT_MALO}"], "b": [f"commune {SAINT_DENIS}"]},
    )
    assert found(directory, "saint denis") == ["b"]
    assert set(found(directory, "saint")) == {"a", "b"}


def test_a_former_commune_leads_to_the_contract_of_the_one_it_joined(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS de la plaine")], {"a": [f"commune {SAINT_DENIS}"]})
    resultat = directory.chercher(Criteres(texte="pierrefitte sur seine"), JOUR)
    assert resultat.identifiants == ("a",)
    assert by(resultat, "a") == ("commune", "Pierrefitte-sur-Seine (Saint-Denis)")


def test_an_arrondissement_leads_to_the_contract_that_covers_it(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS du treizième")], {"a": [f"arrondissement_municipal {PARIS_13}"]}
    )
    assert found(directory, "Paris 13e") == ["a"]
    assert found(directory, "Paris 14e") == []


def test_a_departement_or_a_region_is_found_by_its_whole_name(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS d'ici"), nomme("b", "CLS d'ailleurs", region="75", departements=("33",))]
    )
    assert found(directory, "Finistère") == ["a"]
    assert found(directory, "finistre") == ["a"]
    assert found(directory, "29") == ["a"]
    assert found(directory, "Nouvelle-Aquitaine") == ["b"]


def test_the_nearest_field_is_the_one_named(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS de Quimper"), nomme("b", "CLS de Cornouaille")],
        {"a": [f"commune {QUIMPER}"], "b": [f"commune {QUIMPER}"]},
    )
    resultat = directory.chercher(Criteres(texte="quimper"), JOUR)
    assert resultat.identifiants == ("a", "b")
    assert by(resultat, "a")[0] == "nom"
    assert by(resultat, "b") == ("commune", "Quimper")


@pytest.mark.parametrize("texte", ["", "   ", "?!", "«»"])
def test_a_query_without_a_letter_or_a_digit_asks_for_nothing(annuaire, texte):
    assert len(found(annuaire, texte)) == len(annuaire.moteur.registre.contrats)


@pytest.mark.parametrize("texte", ["zzzzzzzz", "<img src=x onerror=alert(1)>", "x" * 5000])
def test_what_resembles_nothing_finds_nothing(annuaire, texte):
    resultat = annuaire.chercher(Criteres(texte=texte), JOUR)
    assert resultat.identifiants == ()
    assert resultat.par_statut == {}


def test_a_very_long_query_is_read_as_far_as_its_limit(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS de Cornouaille")])
    query = "cornouaille " + " " * 10 + "de" * LONGUEUR_MAXIMALE
    assert found(directory, "cornouaille" + " de" * LONGUEUR_MAXIMALE) == ["a"]
    assert found(directory, query) == []


def test_every_real_contract_is_found_by_its_name_and_by_its_porteur(annuaire):
    missed = [
        (contrat.id, texte)
        for contrat in annuaire.moteur.registre.contrats.values()
        for texte in {contrat.nom, contrat.porteur} - {""}
        if contrat.id not in found(annuaire, texte)
    ]
    assert missed == []


def test_real_contracts_are_found_by_their_name_with_a_letter_missing(annuaire):
    """A few names are then those of other places: Le Teil without its i is Le Tel."""

    def misspelt(nom: str) -> str:
        words = mots_utiles(normaliser(nom))
        long = max((word for word in words if not word.isdigit()), key=len)
        middle = len(long) // 2
        return " ".join(long[:middle] + long[middle + 1 :] if w == long else w for w in words)

    some = list(annuaire.moteur.registre.contrats.values())[::4]
    missed = [c.nom for c in some if c.id not in found(annuaire, misspelt(c.nom))]
    assert len(missed) <= len(some) // 50, missed


def test_every_commune_of_some_real_perimeters_leads_to_its_contract(annuaire):
    engine = annuaire.moteur
    communes = engine.referentiel.niveaux["commune"]
    for name in ("cls-29-cornouaille-1", "cls-76-villes-soeurs-2"):
        cells = engine.perimetres.par_contrat[name]
        for owner in np.unique(communes.appartenance[cells]).tolist():
            assert name in found(annuaire, str(communes.noms[owner])), communes.noms[owner]


# ---- Filters ---------------------------------------------------------------------------------


def test_nothing_asked_keeps_every_contract(annuaire):
    assert sorted(found(annuaire)) == sorted(annuaire.moteur.registre.contrats)


@pytest.mark.parametrize("jour", [date(2015, 1, 1), date(2020, 6, 30), date(2026, 11, 21)])
def test_the_status_is_that_of_the_date(annuaire, jour):
    statuts = annuaire.moteur.couverture(jour).statuts
    for statut in STATUTS:
        expected = {name for name, found_status in statuts.items() if found_status == statut}
        assert set(found(annuaire, jour=jour, statuts=(statut,))) == expected


def test_several_statuses_are_joined(annuaire):
    both = found(annuaire, statuts=("signe", "projet"))
    assert set(both) == {
        *found(annuaire, statuts=("signe",)),
        *found(annuaire, statuts=("projet",)),
    }


def test_a_contract_astride_two_regions_is_found_in_both(annuaire):
    villes_soeurs = {
        name for name, c in annuaire.moteur.registre.contrats.items() if "Villes Sœurs" in c.nom
    }
    assert villes_soeurs
    for code in ("28", "32"):
        region = find_territoire(annuaire.moteur.referentiel, "region", code)
        assert villes_soeurs <= set(found(annuaire, territoire=region))


def test_a_region_also_has_the_contracts_of_its_ars_without_a_known_perimeter(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS d'ici"), nomme("b", "CLS d'ailleurs", region="75", departements=("33",))]
    )
    assert found(directory, territoire=BRETAGNE) == ["a"]
    finistere = find_territoire(directory.moteur.referentiel, "departement", "29")
    assert found(directory, territoire=finistere) == ["a"]


def test_a_commune_has_the_contracts_that_touch_it_alone(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS A"), nomme("b", "CLS B"), nomme("c", "CLS C")],
        {"a": [QUIMPER_BRETAGNE_OCCIDENTALE], "b": [f"commune {QUIMPER}"]},
    )
    plomelin = find_territoire(directory.moteur.referentiel, "commune", PLOMELIN)
    assert found(directory, territoire=plomelin) == ["a"]


def test_a_territory_that_does_not_exist_is_refused(annuaire):
    with pytest.raises(TerritoireInconnu):
        found(annuaire, territoire=Territoire("commune", "99999", "Nulle part"))


@pytest.mark.parametrize("jour", [date(2019, 2, 28), date(2026, 11, 21)])
@pytest.mark.parametrize("mois", [1, 6, 12, 60])
def test_the_contracts_that_end_soon_are_those_of_the_coverage_page(annuaire, jour, mois):
    engine = annuaire.moteur
    statuts = engine.couverture(jour).statuts
    expected = {
        name
        for name in engine.registre.contrats
        if statuts[name] == "signe" and ends_within(engine, name, jour, mois)
    }
    assert set(found(annuaire, jour=jour, fin_mois=mois)) == expected


def test_a_contract_that_never_ends_does_not_end_soon(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS A", source_date="2026-01")])
    assert found(directory) == ["a"]
    assert found(directory, fin_mois=120) == []


def test_what_no_source_tells_can_be_asked_for(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("a", "CLS A", generation=2, porteur_type="epci"),
            nomme("b", "CLS B"),
        ]
    )
    assert found(directory, generations=("2",)) == ["a"]
    assert found(directory, generations=(GENERATION_INCONNUE,)) == ["b"]
    assert found(directory, porteurs=("epci",)) == ["a"]
    assert found(directory, porteurs=(PORTEUR_INCONNU, "epci")) == ["a", "b"]
    assert directory.colonnes.generations_connues == ("2", GENERATION_INCONNUE)


def test_a_step_is_that_of_the_newest_source(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS A", etape="diagnostic"), nomme("b", "CLS B", etape="evaluation")]
    )
    assert found(directory, etapes=("diagnostic",)) == ["a"]


def test_a_theme_is_that_of_at_least_one_axis(annuaire):
    registre = annuaire.moteur.registre
    wanted = ("sante_mentale", "violences")
    expected = {name for theme in wanted for name in contrats_du_theme(registre, theme)}
    assert set(found(annuaire, themes=wanted)) == expected


def test_with_and_without_axes_share_the_contracts_out(annuaire):
    registre = annuaire.moteur.registre
    with_axes, without = found(annuaire, axes=True), found(annuaire, axes=False)
    assert set(with_axes) == {axe.contrat_id for axe in registre.axes}
    assert sorted([*with_axes, *without]) == sorted(registre.contrats)


def test_the_status_of_an_action_is_not_known_before_its_source(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS A"), nomme("b", "CLS B"), nomme("c", "CLS C")],
        actions=[action("a", "en_cours", "2025-03"), action("b", "non_renseigne")],
    )
    assert found(directory, suivi=True) == ["a"]
    assert found(directory, suivi=False) == ["b", "c"]
    assert found(directory, jour=date(2025, 2, 28), suivi=True) == []


def test_filters_and_search_add_up(annuaire):
    alone = [
        {"texte": "agglomération"},
        {"statuts": ("signe",)},
        {"axes": True},
        {"themes": ("acces_soins",)},
    ]
    together = {key: value for one in alone for key, value in one.items()}
    expected = set.intersection(*(set(found(annuaire, **one)) for one in alone))
    assert expected
    assert set(found(annuaire, **together)) == expected


# ---- Order -----------------------------------------------------------------------------------


def test_names_are_in_alphabetical_order_without_accents_nor_common_words(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("z", "CLS de Zuydcoote"), nomme("e", "CLS d'Étampes"), nomme("f", "CLS de Foix")]
    )
    assert found(directory, tri="nom") == ["e", "f", "z"]


def test_the_newest_generation_of_a_name_comes_first(un_annuaire, nomme):
    directory = un_annuaire([nomme(f"g{n}", "CLS de Foix", generation=n) for n in (1, 3, 2)])
    assert found(directory, tri="nom") == ["g3", "g2", "g1"]


def test_ends_to_come_are_first_the_nearest_before_then_those_past(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("inconnue", "CLS A", source_date="2026-01"),
            nomme("vieille", "CLS B", date_signature="2010", date_fin="2013"),
            nomme("loin", "CLS C", date_signature="2025", date_fin="2030"),
            nomme("passee", "CLS D", date_signature="2020", date_fin="2025"),
            nomme("proche", "CLS E", date_signature="2022", date_fin="2026-12"),
        ]
    )
    assert found(directory, tri="fin") == ["proche", "loin", "passee", "vieille", "inconnue"]


def test_the_latest_signature_is_first_and_an_unknown_one_last(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("a", "CLS A", source_date="2026-01"),
            nomme("b", "CLS B", date_signature="2020-05"),
            nomme("c", "CLS C", date_signature="2024"),
        ]
    )
    assert found(directory, tri="signature") == ["c", "b", "a"]


def test_the_most_populous_perimeter_is_first(annuaire):
    ordered = annuaire.chercher(Criteres(tri="population"), JOUR).lignes()
    populations = [one.population or 0 for one in ordered]
    assert populations == sorted(populations, reverse=True)


def test_signed_contracts_come_before_the_others_by_default(annuaire):
    ranks = [STATUTS.index(one.statut) for one in annuaire.chercher(Criteres(), JOUR).lignes()]
    assert ranks == sorted(ranks)


def test_a_contract_in_force_comes_before_the_one_it_replaced(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("un", "CLS de Foix", date_signature="2012", date_fin="2015", generation=1),
            nomme("deux", "CLS de Foix", date_signature="2024", date_fin="2029", generation=2),
        ],
        {name: [f"commune {QUIMPER}"] for name in ("un", "deux")},
    )
    assert found(directory, "foix") == ["deux", "un"]


@pytest.mark.parametrize("tri", TRIS)
def test_an_order_loses_no_contract(annuaire, tri):
    assert sorted(found(annuaire, "saint", tri=tri)) == sorted(found(annuaire, "saint"))
    assert sorted(found(annuaire, tri=tri)) == sorted(annuaire.moteur.registre.contrats)


# ---- Rows ------------------------------------------------------------------------------------


def test_a_row_says_what_is_known_and_none_is_not_zero(un_annuaire, nomme, habitants):
    directory = un_annuaire(
        [nomme("a", "CLS A", date_signature="2024"), nomme("b", "CLS B")],
        {"a": [f"commune {QUIMPER}"]},
        themes={"a": ("sante_mentale", "acces_soins")},
        actions=[action("a", "realisee"), action("a", "non_renseigne")],
    )
    known, unknown = directory.chercher(Criteres(tri="nom"), JOUR).lignes()
    assert known.population == habitants(f"commune {QUIMPER}")
    assert known.themes == ("sante_mentale", "acces_soins")
    assert (known.nb_axes, known.nb_actions, known.nb_actions_suivies) == (1, 2, 1)
    assert known.statut == "signe"
    assert known.trouve_par is None
    assert unknown.population is None
    assert (unknown.nb_axes, unknown.nb_actions) == (0, 0)


def test_pages_of_rows_put_together_are_the_whole(annuaire):
    resultat = annuaire.chercher(Criteres(texte="saint"), JOUR)
    size = 7
    pages = [resultat.lignes(start, size) for start in range(0, len(resultat), size)]
    together = [one.contrat.id for page in pages for one in page]
    assert together == list(resultat.identifiants)
    assert len(pages[0]) == size


def test_the_counts_by_status_add_up(annuaire):
    resultat = annuaire.chercher(Criteres(territoire=BRETAGNE), JOUR)
    assert sum(resultat.par_statut.values()) == len(resultat)
    assert list(resultat.par_statut) == [s for s in STATUTS if s in resultat.par_statut]


def test_every_field_that_finds_a_contract_has_its_place_in_the_order(annuaire):
    assert set(annuaire.index.champs.tolist()) == set(range(len(CHAMPS)))


# ---- Territories of the filters --------------------------------------------------------------


def test_the_departements_of_a_region_are_its_own(referentiel):
    codes = [one.code for one in departements_of(referentiel, BRETAGNE)]
    assert codes == ["22", "29", "35", "56"]
    assert len(departements(referentiel)) == 101


def test_a_commune_lies_in_a_departement_and_a_region_in_none(referentiel):
    quimper = find_territoire(referentiel, "commune", QUIMPER)
    assert departement_of(referentiel, quimper).code == "29"
    assert departement_of(referentiel, BRETAGNE) is None
    assert departement_of(referentiel, FRANCE) is None


# ---- Map -------------------------------------------------------------------------------------


def touched(annuaire: Annuaire, criteres: Criteres, jour: date = JOUR) -> dict[str, str]:
    """Status of the features that the map draws, by identifier."""
    carte = build_carte(annuaire.chercher(criteres, jour), criteres.territoire)
    referentiel = annuaire.moteur.referentiel
    codes = np.concatenate([feature_codes(referentiel, one) for one in carte.etat.couches])
    drawn = zip(codes[carte.touchees], carte.etat.statuts[carte.touchees], strict=True)
    return {str(code): str(statut) for code, statut in drawn}


def test_the_map_draws_the_perimeters_found_and_nothing_else(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS de Quimper", date_signature="2024"), nomme("b", "CLS de Saint-Malo")],
        {"a": [QUIMPER_BRETAGNE_OCCIDENTALE], "b": ["epci 243500782"]},
    )
    assert touched(directory, Criteres(texte="CLS de Quimper")) == {
        "200068120-29": "signe_a_confirmer"
    }


def test_a_departement_is_drawn_by_communes(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS A", date_signature="2024")], {"a": [f"commune {QUIMPER}"]}
    )
    finistere = find_territoire(directory.moteur.referentiel, "departement", "29")
    assert touched(directory, Criteres(territoire=finistere)) == {QUIMPER: "signe_a_confirmer"}
    assert touched(directory, Criteres()) == {"200068120-29": "partielle"}


def test_a_contract_replaced_since_is_drawn_as_ended(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("un", "CLS 1", date_signature="2012", date_fin="2015", generation=1),
            nomme("deux", "CLS 2", date_signature="2024", date_fin="2029", generation=2),
        ],
        {name: [QUIMPER_BRETAGNE_OCCIDENTALE] for name in ("un", "deux")},
    )
    assert touched(directory, Criteres(statuts=("renouvele",))) == {"200068120-29": "termine"}
    assert touched(directory, Criteres()) == {"200068120-29": "signe_atteste"}


def test_what_the_map_cannot_draw_is_named(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("sans", "CLS A", date_signature="2024"),
            nomme("flou", "CLS B", etape="inconnue"),
            nomme("dessine", "CLS C", date_signature="2024"),
        ],
        {"flou": [f"commune {QUIMPER}"], "dessine": [f"commune {SAINT_MALO}"]},
    )
    carte = build_carte(directory.chercher(Criteres(), JOUR), FRANCE)
    assert carte.sans_perimetre == ("sans",)
    assert carte.sans_statut == ("flou",)


def test_a_click_on_a_territory_gives_its_contracts_found(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("a", "CLS A", date_signature="2024"),
            nomme("b", "CLS B", date_signature="2024"),
            nomme("c", "Autre", date_signature="2024"),
        ],
        {name: [QUIMPER_BRETAGNE_OCCIDENTALE] for name in ("a", "b", "c")},
    )
    resultat = directory.chercher(Criteres(texte="CLS A"), JOUR)
    carte = build_carte(resultat, FRANCE)
    assert carte.contrats_de("200068120-29", resultat) == ("a",)
    everything = directory.chercher(Criteres(), JOUR)
    carte = build_carte(everything, FRANCE)
    assert set(carte.contrats_de("200068120-29", everything)) == {"a", "b", "c"}
    assert carte.contrats_de("243500782-35", everything) == ()
