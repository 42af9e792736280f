"""What the slides say: figures with what they rest on, no rank, no blame."""

import re
from datetime import date
from itertools import pairwise

from components.commun.mots.formats import date_partielle, jour_en_lettres, nombre, pourcentage
from components.diaporama.contenu import DIAPOSITIVES, cles_par_defaut
from geo.couverture.synthese import build_synthese
from geo.presentation.contenu import build_connu
from geo.presentation.seminaire import build_seminaire
from geo.territoires.territoire import FRANCE, find_territoire
from tests.components.diaporama.diapositives import slides

JOUR = date(2026, 6, 15)


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
