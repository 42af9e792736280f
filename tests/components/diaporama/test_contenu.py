"""The content of a deck: figures are those geo computed, and no slide is blank."""

import re
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from components.commun.mots.certitude import heros
from components.commun.mots.formats import date_partielle, jour_en_lettres, nombre, pourcentage
from components.diaporama.contenu import (
    DIAPOSITIVES,
    LIBELLES,
    build_diaporama,
    cles_par_defaut,
)
from geo.certitude.certitude import build_certitude
from geo.couverture.moteur import Moteur, load_moteur
from geo.couverture.synthese import build_synthese
from geo.presentation.contenu import build_connu
from geo.presentation.seminaire import build_seminaire
from geo.territoires.territoire import FRANCE, find_territoire

JOUR = date(2026, 6, 15)
LIEUX = [
    ("france", ""),
    ("region", "75"),
    ("region", "53"),
    ("region", "06"),
    ("departement", "23"),
]


@pytest.fixture(scope="module")
def moteur() -> Moteur:
    return load_moteur()


@pytest.fixture(params=LIEUX, ids=lambda lieu: f"{lieu[0]}-{lieu[1]}")
def seminaire(request, moteur):
    niveau, code = request.param
    return build_seminaire(moteur, find_territoire(moteur.referentiel, niveau, code), JOUR)


RELEVE_DU_REGISTRE = date(2026, 11, 21)


def slides(seminaire):
    return {one.cle: one for one in build_diaporama(seminaire).diapositives}


def test_a_deck_has_every_slide_in_order(seminaire):
    assert list(slides(seminaire)) == list(DIAPOSITIVES) == list(LIBELLES)


def test_the_slides_wanted_come_in_the_order_wanted(seminaire):
    deck = build_diaporama(seminaire, ["sources", "titre", "region", "titre"])
    assert [one.cle for one in deck.diapositives] == ["sources", "titre", "region"]


def test_no_slide_is_blank_and_each_has_its_notes_and_its_foot(seminaire):
    for cle, slide in slides(seminaire).items():
        assert slide.titre, cle
        assert slide.notes, cle
        assert slide.pied, cle
        assert slide.phrase or slide.chiffres, cle
        assert "None" not in " ".join((slide.titre, slide.phrase, slide.pied, *slide.notes)), cle
        assert "nan" not in [figure.valeur for figure in slide.chiffres], cle


def test_what_is_drawn_is_also_told_in_words(seminaire):
    for cle, slide in slides(seminaire).items():
        for picture in (slide.carte, slide.graphique, *(carte for _, carte in slide.etapes)):
            assert picture is None or picture.alternative.strip(), cle


def test_every_figure_slide_says_its_day_and_that_the_registre_is_incomplete(seminaire):
    for cle, slide in slides(seminaire).items():
        if cle in ("titre", "sources"):
            continue
        assert "15\u00a0juin\u00a02026" in slide.pied, cle
        assert "incomplet" in slide.pied, cle
    for cle in ("pays", "region", "evolution", "ou-agir"):
        assert "population municipale 2023" in slides(seminaire)[cle].pied


def test_the_hero_figure_is_the_rate_of_the_coverage_page(seminaire):
    page = build_synthese(seminaire.moteur.couverture(JOUR), seminaire.territoire)
    slide = slides(seminaire)["region"]
    assert slide.chiffres[0].valeur == heros(seminaire.certitude)[0]
    assert seminaire.certitude.recense == page.population_signe
    assert any(nombre(page.population_signe) in note for note in slide.notes)
    country = heros(build_certitude(seminaire.moteur.couverture(JOUR), FRANCE))
    assert slides(seminaire)["pays"].chiffres[0].valeur == country[0]
    assert slides(seminaire)["pays"].chiffres[0].valeur.startswith("au moins")


def test_each_year_has_its_map_its_point_and_its_note(seminaire):
    slide, found = slides(seminaire)["evolution"], seminaire.evolution
    names = tuple(name for name, _ in slide.etapes)
    assert names == slide.graphique.categories
    assert names[0] == "2015"
    assert names[-1] == "06/2026"
    assert slide.carte is slide.etapes[-1][1]
    assert slide.graphique.series[0].valeurs == tuple(round(rate, 1) for rate in found.taux_signe)
    for name, rate in zip(names, found.taux_signe, strict=True):
        assert any(note.startswith(f"{name}\u00a0: {pourcentage(rate)}") for note in slide.notes)


def test_maps_hold_a_shape_for_each_of_their_features(seminaire):
    for slide in slides(seminaire).values():
        for carte in (slide.carte, *(carte for _, carte in slide.etapes)):
            if carte is not None:
                assert len(carte.formes.formes) == len(carte.etat.classes)
                assert {aspect.code for aspect in carte.legende} >= set(carte.etat.classes) - {"."}


def test_the_epci_outlined_are_those_of_the_chart(seminaire):
    slide = slides(seminaire)["ou-agir"]
    biggest = seminaire.ou_chercher.lieux.iloc[0]
    assert slide.graphique.series[0].valeurs[0] == biggest["population_sans_contrat"]
    assert any(one.startswith(str(biggest["code_epci"])) for one in slide.carte.etat.selection)
    assert set(slide.carte.etat.selection) <= set(slide.carte.formes.codes.tolist())


def test_the_hero_of_where_to_act_is_the_uncovered_population_of_the_coverage_page(seminaire):
    slide = slides(seminaire)["ou-agir"]
    page = build_synthese(seminaire.moteur.couverture(JOUR), seminaire.territoire)
    left = page.population_non_couverte
    assert slide.chiffres[0].valeur == pourcentage(100 * left / page.population)
    assert slide.chiffres[0].precision == f"{nombre(left)} habitants"
    assert nombre(page.population_non_couverte) in slide.titre


def test_where_to_act_never_says_that_an_epci_whose_contract_is_over_had_none(moteur):
    place = find_territoire(moteur.referentiel, "region", "53")
    slide = slides(build_seminaire(moteur, place, JOUR))["ou-agir"]
    brest = next(note for note in slide.notes if "Brest Métropole" in note)
    assert brest.startswith("À vérifier")
    assert "échéance passée, suite inconnue" in brest
    assert "un contrat y est recensé" in slide.phrase
    assert "Brest Métropole" not in slide.graphique.categories
    for text in (slide.titre, slide.phrase, *(one.libelle for one in slide.chiffres), *slide.notes):
        assert "sans contrat recensé" not in text
        assert "aucune source lue n'en nomme" not in text


def test_the_ends_of_the_chart_are_those_of_the_sentence(seminaire):
    slide, ahead = slides(seminaire)["a-venir"], seminaire.echeancier
    if slide.graphique is None:
        assert not ahead.contrats
        return
    total = sum(value or 0 for serie in slide.graphique.series for value in serie.valeurs)
    assert total == len(ahead.contrats)
    assert nombre(len(ahead.contrats)) in [figure.valeur for figure in slide.chiffres]
    if int(ahead.arrivee["population_sortie"]):
        assert pourcentage(ahead.arrivee["taux_signe"]) in slide.phrase


def test_the_announced_count_stands_beside_the_rate_of_an_incomplete_registre(moteur):
    place = find_territoire(moteur.referentiel, "region", "75")
    slide = slides(build_seminaire(moteur, place, JOUR))["region"]
    assert "sur 55 annoncés" in slide.phrase
    assert "il en manque" in slide.phrase
    assert slide.chiffres[0].valeur == "78,6\u00a0%"
    assert "publié par l'ARS" in slide.titre
    assert any("https://" in note for note in slide.notes)


def test_a_territory_without_contracts_is_told_in_words(moteur):
    place = find_territoire(moteur.referentiel, "departement", "23")
    found = slides(build_seminaire(moteur, place, date(2012, 1, 31)))
    assert "aucun contrat signé" in found["region"].titre
    assert "aucun contrat signé" in found["evolution"].titre
    assert "aucun contrat" in found["acteurs"].titre
    assert "aucun contrat recensé" in found["contrat"].titre or found["contrat"].chiffres
    assert "aucune échéance" in found["a-venir"].titre


def test_the_actions_of_the_contract_add_up(moteur):
    place = find_territoire(moteur.referentiel, "region", "76")
    found = build_seminaire(moteur, place, JOUR, "cls-34-coeur-herault-1")
    chart = slides(found)["contrat"].graphique
    total = sum(value or 0 for serie in chart.series for value in serie.valeurs)
    assert total == found.fiche.axes.avancement.total == 6


def test_the_notes_of_each_slide_end_with_their_sources(seminaire):
    registre, referentiel = seminaire.moteur.registre, seminaire.moteur.referentiel
    for cle, slide in slides(seminaire).items():
        last = slide.notes[-1]
        assert f"relevé le {jour_en_lettres(registre.date_releve)}" in last, cle
        assert f"population municipale {referentiel.annee_population}" in last, cle
        assert f"code officiel géographique {seminaire.provenance['millesime']}" in last, cle
        assert "membres des EPCI au 1er janvier" in last, cle


def test_the_title_and_the_sources_say_when_the_registre_was_gathered(seminaire):
    when = f"relevé le {jour_en_lettres(seminaire.moteur.registre.date_releve)}"
    assert when in slides(seminaire)["titre"].pied
    assert when in slides(seminaire)["sources"].pied


def test_each_contract_that_ends_has_its_source_in_the_notes(seminaire):
    notes = "\n".join(slides(seminaire)["a-venir"].notes)
    for one in seminaire.echeancier.contrats:
        assert f"Source\u00a0: {one.contrat.source_url}" in notes


def test_a_cut_list_of_ends_says_of_how_many(moteur):
    slide = slides(build_seminaire(moteur, FRANCE, JOUR))["a-venir"]
    whole = int(slide.chiffres[-1].valeur)
    assert f"{len(slide.tableau)} des {whole} contrats" in slide.pied


def test_sentences_end_once(seminaire):
    for cle, slide in slides(seminaire).items():
        for text in (slide.titre, slide.phrase, slide.pied, *slide.puces, *slide.notes):
            assert ".." not in text, (cle, text)


def test_a_contract_that_is_over_is_not_shown_as_a_project_of_its_signature(moteur):
    for code in ("28", "03"):
        place = find_territoire(moteur.referentiel, "region", code)
        names = build_synthese(moteur.couverture(JOUR), place).contrats_projet
        renewed = [name for name in names if moteur.periodes[name].signe is not None]
        assert renewed, code
        found = build_seminaire(moteur, place, JOUR, renewed[0])
        slide = slides(found)["contrat"]
        state, end = slide.chiffres[0], found.fiche.vie.echeance.date
        assert (state.valeur, state.libelle) == (
            "Échéance passée",
            "son renouvellement est en projet",
        )
        assert date_partielle(end) in state.precision
        assert end.dernier_jour < JOUR
        assert "arrivé à son terme" in slide.notes[0]


def test_a_contract_says_what_share_of_the_territory_it_covers(moteur):
    place = find_territoire(moteur.referentiel, "departement", "23")
    name = build_synthese(moteur.couverture(JOUR), place).contrats[0]
    found = build_seminaire(moteur, place, JOUR, name)
    told = slides(found)["contrat"].chiffres[-1].precision
    part = found.habitants_de_la_fiche
    assert pourcentage(100 * part / found.synthese.population) in told
    assert f"{nombre(part)} de ses habitants" in told
    assert "du département" in told


def test_a_few_known_statuses_are_words_and_never_a_full_bar(moteur):
    place = find_territoire(moteur.referentiel, "region", "11")
    found = build_seminaire(moteur, place, JOUR, "cls-77-savigny-le-temple-1")
    assert found.fiche.axes.avancement.total == 1
    slide = slides(found)["contrat"]
    assert slide.graphique is None
    assert "1 sur 1" not in slide.phrase
    assert "sur 1\u00a0action" not in slide.phrase
    assert "1 réalisée" in slide.phrase


def test_a_slide_with_nothing_to_show_says_something_and_is_not_shown_by_default(moteur):
    place = find_territoire(moteur.referentiel, "departement", "23")
    found = build_seminaire(moteur, place, JOUR)
    for cle in ("acteurs", "contrat", "a-venir"):
        slide = slides(found)[cle]
        assert slide.puces, cle
        assert all(not one.valeur.startswith("0") for one in slide.chiffres), cle
    default = cles_par_defaut("75", "75", build_connu(found.couverture, found.synthese))
    assert set(DIAPOSITIVES) - set(default) == {"acteurs", "contrat", "a-venir"}


def test_the_fall_ahead_says_on_the_slide_who_stays_counted_for_want_of_an_end(seminaire):
    slide, ahead = slides(seminaire)["a-venir"], seminaire.echeancier
    kept, lost = len(ahead.sans_echeance), int(ahead.arrivee["population_sortie"])
    expected = bool(kept and ahead.contrats and lost)
    assert ("jusqu'à leur source plus leur durée" in slide.phrase) == expected
    if expected:
        assert nombre(int(ahead.depart["population_inconnue"])) in slide.phrase


def test_the_region_is_outlined_on_the_map_of_the_country(seminaire):
    slide = slides(seminaire)["pays"]
    if seminaire.region is None:
        assert slide.carte.etat.selection == ()
        return
    assert slide.carte.etat.selection == (seminaire.region.code,)
    assert f"trait épais\u00a0: {seminaire.region.nom}" in slide.pied
    assert seminaire.region.nom in slide.carte.alternative


def test_what_is_computed_and_what_is_published_stand_in_pairs(moteur):
    place = find_territoire(moteur.referentiel, "region", "75")
    found = build_seminaire(moteur, place, JOUR)
    published, signed, wider = slides(found)["region"].chiffres[:3]
    assert (published.valeur, published.libelle) == (
        "78,6\u00a0%",
        "de la population sous un contrat signé, publié par l'ARS en 2025",
    )
    assert signed.valeur == pourcentage(found.synthese.taux_signe)
    assert "au plus" in signed.precision
    assert wider.valeur == pourcentage(found.synthese.taux_signe_ou_projet)


def test_a_table_of_priorities_says_why_it_counts_fewer_contracts_than_the_chart(seminaire):
    slide, found = slides(seminaire)["acteurs"], seminaire.acteurs
    if slide.tableau is None:
        return
    elsewhere = found.themes.nb_connus - found.priorites[0].nb_connus
    assert ("d'une ARS voisine" in slide.pied) == (elsewhere > 0)
    if elsewhere:
        assert str(elsewhere) in slide.pied


def test_actions_done_are_counted_in_the_plural(moteur):
    place = find_territoire(moteur.referentiel, "region", "76")
    found = build_seminaire(moteur, place, JOUR, "cls-34-coeur-herault-1")
    slide = slides(found)["contrat"]
    for text in (slide.graphique.alternative, *slide.notes):
        assert not re.search(r"\b([2-9]|\d\d+) (réalisée|non démarrée|suspendue)\b(?!s)", text)


def test_a_tie_between_themes_is_said_with_the_contracts_it_rests_on(seminaire):
    slide, matrix = slides(seminaire)["acteurs"], seminaire.acteurs.themes
    if matrix.nb_connus < 3:
        return
    tied = int((matrix.total == matrix.total.max()).sum())
    assert ("à égalité" in slide.titre) == (tied > 1)
    assert f"axes connus de {matrix.nb_connus} des" in slide.phrase
    if tied > 2:
        assert "thèmes à égalité" in slide.titre
        assert slide.phrase.count(",") >= tied - 1


def test_a_curve_that_falls_says_why_on_the_slide(seminaire):
    slide = slides(seminaire)["evolution"]
    rates = slide.graphique.series[0].valeurs
    falls = any(after < before for before, after in pairwise(rates))
    assert ("renouvellement dont la date manque" in slide.phrase) == (falls and rates[-1] > 0)
    if rates[-1]:
        assert "dates lues" in slide.phrase or "recensé" in slide.phrase


def test_regions_are_not_ranked_on_a_slide(seminaire):
    assert all("18 régions" not in one.libelle for one in slides(seminaire)["pays"].chiffres)


def test_the_list_of_an_ars_says_whose_it_is_and_blames_nobody(seminaire):
    slide = slides(seminaire)["probantes"]
    assert slide.titre.startswith("La liste suivie par l'ARS Nouvelle-Aquitaine")
    if seminaire.region is None or seminaire.region.code != "75":
        assert all(one.valeur != "0" for one in slide.chiffres)
        assert "Aucun" not in slide.titre + slide.phrase


def test_a_contract_that_is_over_is_named_with_its_source(seminaire):
    notes = "\n".join(slides(seminaire)["ou-agir"].notes)
    for row in seminaire.ou_chercher.a_verifier.head(6).itertuples():
        if row.code in seminaire.derniers_echus:
            over = seminaire.derniers_echus[row.code]
            told = next(one for one in notes.split("\n") if f"\u00a0: {over.nom}." in one)
            assert told.endswith(f"Source\u00a0: {over.source_url}")
            assert over.date_fin or over.notes in told  # why an estimated end may be wrong


@pytest.fixture(scope="module")
def finistere(find):
    return build_seminaire(load_moteur(), find("departement", "29"), RELEVE_DU_REGISTRE)


def test_a_departement_said_to_be_covered_elsewhere_is_told_with_the_source(finistere):
    found = slides(finistere)
    assert "100\u00a0%, publié par l'ARS le 12\u00a0juillet\u00a02023" in found["region"].phrase
    for key in ("region", "ou-agir"):
        told = [one for one in found[key].notes if one.startswith("À vérifier")]
        source = "le-finistere-est-entierement-couvert-par-les-cls"
        assert len([one for one in told if one.endswith(source)]) == 1, key
    announced = [one for one in found["region"].notes if "sur 5 annoncés" in one]
    assert len(announced) == 1  # by the département's own announcement, which has its source
    assert any(one.startswith("Source de l'annonce") for one in found["region"].notes)


def test_a_publication_is_not_quoted_before_its_day(find):
    before = build_seminaire(load_moteur(), find("departement", "29"), date(2023, 7, 11))
    told = slides(before)["region"]
    assert told.phrase.count("100") == told.phrase.count("plus récent que cette date\u00a0: 100")
    assert "100" not in told.titre + told.chiffres[0].valeur


def test_the_end_of_a_contract_without_a_perimeter_changes_nothing_that_is_known(find):
    cher = build_seminaire(load_moteur(), find("departement", "18"), RELEVE_DU_REGISTRE)
    assert [one.population for one in cher.echeancier.contrats] == [None]
    phrase = slides(cher)["a-venir"].phrase
    assert "Périmètre non renseigné" in phrase
    assert "CLS de Vierzon" in "\n".join(slides(cher)["ou-agir"].notes)


def test_a_contract_led_by_another_ars_is_told_beside_the_count_of_the_region(find):
    bretagne = build_seminaire(load_moteur(), find("region", "53"), RELEVE_DU_REGISTRE)
    found = slides(bretagne)["region"]
    signed, led = bretagne.certitude.contrats.recenses, bretagne.certitude.contrats.de_l_ars
    assert signed > led
    (count,) = (one for one in found.chiffres if one.libelle == "contrats signés recensés")
    assert count.valeur == str(signed)
    assert count.precision.startswith(f"dont {signed - led} d'une ARS voisine, et ")


def test_two_years_compare_by_what_is_attested_when_the_sources_lift_the_curve(seminaire):
    slide, found = slides(seminaire)["evolution"], seminaire.evolution
    assert slide.graphique.series[0].ruptures == tuple(np.flatnonzero(found.sauts))
    assert slide.graphique.series[1].ruptures == ()
    if not found.comparables and len(set(found.taux_atteste)) > 1:
        assert "aux dates lues" in slide.titre
        assert pourcentage(found.taux_atteste[-1]) in slide.titre
