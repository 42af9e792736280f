"""The address of a presentation: what is written is read back, what is wrong is said."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.commun.adresse.parametres import write_params
from components.commun.adresse.sortes import PREMIER_JOUR
from components.commun.adresse.territoires import NIVEAUX_LARGES
from components.diaporama.contenu import DIAPOSITIVES, cles_par_defaut
from components.presentation.adresse import (
    FORMATS,
    ORATEUR_MAX,
    RYTHMES,
    EtatPresentation,
    check_contrat,
    read_etat,
    repetes,
)
from geo.presentation.contenu import Connu
from geo.territoires.referentiel import load_referentiel
from geo.territoires.territoire import FRANCE, Territoire, find_territoire, region_of

AUJOURD_HUI = date(2026, 11, 21)
DEFAUT = EtatPresentation(FRANCE, AUJOURD_HUI)
NOUVELLE_AQUITAINE = Territoire("region", "75", "Nouvelle-Aquitaine")
BALISE = "<script>alert(1)</script>"


def read(**params):
    referentiel = load_referentiel()
    return read_etat(
        params,
        lambda niveau, code: find_territoire(referentiel, niveau, code),
        lambda territoire: region_of(referentiel, territoire),
        AUJOURD_HUI,
    )


def test_an_address_without_parameters_prepares_the_country_with_every_slide():
    assert read() == (DEFAUT, [])


def test_a_bookmark_is_read_whole():
    etat, messages = read(
        region="75",
        date="2025-01-31",
        diapos="titre,region,sources",
        diapo="3",
        mode="projection",
        format="4-3",
        rythme="15",
        contrat="cls-64-pays-basque-x",
    )
    assert messages == []
    assert etat == EtatPresentation(
        NOUVELLE_AQUITAINE,
        date(2025, 1, 31),
        ("titre", "region", "sources"),
        "cls-64-pays-basque-x",
        3,
        "4-3",
        15,
        True,
    )


def test_slides_come_in_the_order_of_the_address_each_once():
    etat, messages = read(diapos="sources, titre ,sources")
    assert (etat.cles, messages) == (("sources", "titre"), [])


def test_a_slide_is_moved_and_one_that_comes_back_finds_its_place():
    etat = replace(DEFAUT, cles=("titre", "region", "sources"), diapo=3)
    assert etat.deplace("sources", -1).cles == ("titre", "sources", "region")
    assert etat.deplace("titre", -1).cles == etat.cles
    assert etat.deplace("sources", -1).diapo == 1
    moved = replace(etat, cles=("sources", "region", "titre"))
    assert moved.avec({"sources", "titre"}).cles == ("sources", "titre")
    back = moved.avec({"sources", "region", "titre", "pays"})
    assert back.cles == ("sources", "region", "titre", "pays")
    assert etat.avec({"pays", "sources"}).cles == ("pays", "sources")


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("  Direction  de\nla santé ", "Direction de la santé"),
        ("a" * 200, "a" * ORATEUR_MAX),
        ("\u202eARS\u0000", "ARS"),
    ],
)
def test_the_name_of_the_speaker_is_one_line_of_plain_letters(ecrit, lu):
    etat, messages = read(orateur=ecrit)
    assert (etat.orateur, messages) == (lu, [])


def test_unknown_slides_are_named_and_the_others_shown():
    etat, messages = read(diapos=f"titre,conclusion,{BALISE}")
    assert etat.cles == ("titre",)
    assert len(messages) == 1
    assert "conclusion" in messages[0]
    assert "<script>" not in messages[0]


def test_nothing_but_unknown_slides_shows_them_all():
    etat, messages = read(diapos="conclusion")
    assert etat.cles == tuple(DIAPOSITIVES)
    assert len(messages) == 1


@pytest.mark.parametrize("diapo", ["0", "11", "-1", "trois", "1e3", "٣", BALISE, "9" * 50])
def test_a_slide_that_is_not_there_is_the_first_one(diapo):
    etat, messages = read(diapo=diapo)
    assert etat == DEFAUT
    assert len(messages) == 1
    assert "de 1 à 10" in messages[0]


@pytest.mark.parametrize(
    ("parametre", "valeur"),
    [("format", "21-9"), ("rythme", "-5"), ("rythme", "vite"), ("rythme", "1"), ("mode", "plein")],
)
def test_a_bad_setting_is_ignored_and_the_possible_ones_are_listed(parametre, valeur):
    etat, messages = read(**{parametre: valeur})
    assert etat == DEFAUT
    assert len(messages) == 1
    assert f"«\u00a0{parametre}\u00a0»" in messages[0]
    assert "ossibles" in messages[0]


def test_an_unknown_territory_is_said_and_the_rest_is_kept():
    etat, messages = read(region="99", format="4-3")
    assert etat == EtatPresentation(FRANCE, AUJOURD_HUI, format="4-3")
    assert len(messages) == 1


def test_a_commune_is_presented_by_its_region():
    etat, messages = read(commune="64445")
    assert etat.territoire == NOUVELLE_AQUITAINE
    assert len(messages) == 1
    assert "Pau" in messages[0]


def test_a_contract_of_elsewhere_is_said_and_ignored():
    etat = EtatPresentation(FRANCE, AUJOURD_HUI, contrat=BALISE)
    checked, messages = check_contrat(etat, ["cls-29-cornouaille-1"])
    assert checked == DEFAUT
    assert len(messages) == 1
    assert "<script>" not in messages[0]
    known = EtatPresentation(FRANCE, AUJOURD_HUI, contrat="cls-29-cornouaille-1")
    assert check_contrat(known, ["cls-29-cornouaille-1"]) == (known, [])


def test_another_territory_leaves_its_contract_and_starts_over():
    etat = EtatPresentation(FRANCE, AUJOURD_HUI, contrat="x", diapo=5, format="4-3", rythme=30)
    moved = etat.vers(NOUVELLE_AQUITAINE)
    assert moved == EtatPresentation(NOUVELLE_AQUITAINE, AUJOURD_HUI, format="4-3", rythme=30)


@st.composite
def presentations(draw) -> EtatPresentation:
    referentiel = load_referentiel()
    level = draw(st.sampled_from(NIVEAUX_LARGES))
    territoire = FRANCE
    if level != "france":
        code = draw(st.sampled_from(referentiel.niveaux[level].codes.tolist()))
        territoire = find_territoire(referentiel, level, code)
    chosen = draw(st.sets(st.sampled_from(list(DIAPOSITIVES)), min_size=1))
    cles = tuple(draw(st.permutations(sorted(chosen))))
    return EtatPresentation(
        territoire,
        draw(st.dates(PREMIER_JOUR, date(2031, 12, 31))),
        cles,
        draw(st.sampled_from(["", "cls-29-cornouaille-1"])),
        draw(st.integers(1, len(cles))),
        draw(st.sampled_from(FORMATS)),
        draw(st.sampled_from(RYTHMES)),
        draw(st.booleans()),
        draw(st.sampled_from(["", "ARS Bretagne", "L'équipe, 2e bureau & co"])),
    )


@given(presentations())
@settings(max_examples=150, deadline=None)
def test_a_presentation_written_in_an_address_is_read_back_the_same(etat):
    received = {key: values[-1] for key, values in parse_qs(urlencode(write_params(etat))).items()}
    assert read(**received) == (etat, [])


@given(
    st.dictionaries(
        st.sampled_from(
            ["region", "date", "diapos", "diapo", "format", "rythme", "mode", "orateur"]
        ),
        st.text(max_size=40),
    )
)
@settings(max_examples=150, deadline=None)
def test_whatever_the_address_the_presentation_is_valid(params):
    etat, messages = read(**params)
    assert etat.cles
    assert 1 <= etat.diapo <= len(etat.cles)
    assert etat.format in FORMATS
    assert etat.rythme in RYTHMES
    assert len(messages) <= len(params)


def test_the_list_of_a_region_is_off_elsewhere_and_can_still_be_chosen():
    ici, ailleurs = cles_par_defaut("75", "75"), cles_par_defaut("53", "75")
    assert "probantes" in ici
    assert "probantes" in cles_par_defaut("", "75")
    assert "probantes" not in ailleurs
    etat = EtatPresentation(FRANCE, AUJOURD_HUI, ailleurs, defaut=ailleurs)
    assert "diapos" not in write_params(etat)
    assert "probantes" in write_params(etat.avec(DIAPOSITIVES))["diapos"].split(",")


def test_the_country_is_not_shown_twice():
    assert "region" not in cles_par_defaut("", "75")
    assert "region" in cles_par_defaut("53", "75")


def test_a_slide_without_anything_to_show_is_left_out_and_can_be_added():
    default = cles_par_defaut("75", "75", Connu(axes=False, contrat=True, echeances=False))
    assert "contrat" in default
    assert not {"acteurs", "a-venir"} & set(default)
    etat = EtatPresentation(FRANCE, AUJOURD_HUI, default, defaut=default)
    assert "acteurs" in etat.avec(DIAPOSITIVES).cles


def test_a_place_given_twice_is_said():
    params = {"region": ["53", "75"], "departement": ["29"]}
    (message,) = repetes(lambda name: params.get(name, []))
    assert "53" in message
    assert "75" in message
    assert repetes(lambda name: {"region": ["53"]}.get(name, [])) == []
