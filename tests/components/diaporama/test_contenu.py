"""The content of a deck: figures are those geo computed, and no slide is blank."""

from datetime import date

from components.commun.mots.certitude import heros
from components.commun.mots.formats import jour_en_lettres, nombre, pourcentage
from components.diaporama.contenu import DIAPOSITIVES, LIBELLES, build_diaporama
from geo.certitude.certitude import build_certitude
from geo.couverture.synthese import build_synthese
from geo.presentation.seminaire import build_seminaire
from geo.territoires.territoire import FRANCE, find_territoire
from tests.components.diaporama.diapositives import slides

JOUR = date(2026, 6, 15)


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
