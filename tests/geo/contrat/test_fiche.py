"""The sheet of a contract: perimeter, generations, life, axes, what is missing, nearest names."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from data.dates import DatePartielle
from data.model import Action, ActionProbante, Axe, Etape, PrioritePRS, Registre, Signataire
from geo.contrat.axes import build_axes, priorites_servies
from geo.contrat.fiche import ContratInconnu, Fiche, build_fiche
from geo.contrat.manques import Manque, manques
from geo.contrat.noms_proches import contrats_proches
from geo.contrat.perimetre import build_perimetre
from geo.contrats.generations import generations
from geo.contrats.perimetres import build_perimetres
from geo.contrats.vie import ETAPES_DE_VIE, build_vie, mois_entiers
from geo.couverture.moteur import Moteur

JOUR = date(2026, 6, 15)
CORNOUAILLE = "cls-29-cornouaille-1"
VILLES_SOEURS = "cls-76-villes-soeurs-x"
QUIMPER, EPCI_QUIMPER = "commune 29232", "epci 200068120"
ETAPES = tuple(Etape(rank, code, code, "") for rank, code in enumerate(ETAPES_DE_VIE, start=1))


@pytest.fixture(scope="module")
def une_fiche(moteur: Moteur) -> Callable[..., Fiche]:
    """Builds the sheet of a real contract: ``une_fiche(CORNOUAILLE, date(2025, 1, 1))``."""
    return lambda contrat_id, jour=JOUR: build_fiche(moteur.couverture(jour), contrat_id)


@pytest.fixture
def perimetre_de(un_moteur):
    """Builds the perimeter of the first of some invented contracts, by their lines."""

    def build(contrats, perimetres, sauf=()):
        moteur = un_moteur(contrats, perimetres)
        return build_perimetre(moteur.couverture(JOUR), contrats[0].id, sauf)

    return build


# --- Perimeter --------------------------------------------------------------------------------


def test_cornouaille_counts_58_communes_6_epci_and_223251_inhabitants(une_fiche):
    perimetre = une_fiche(CORNOUAILLE).perimetre
    assert perimetre.population == 223_251
    assert perimetre.nb_communes == 58
    assert len(perimetre.epci) == 6
    assert all(part.en_entier for part in perimetre.epci)
    assert [part.territoire.nom for part in perimetre.repartition] == ["Finistère"]
    assert not perimetre.est_a_cheval


def test_villes_soeurs_counts_on_each_side_of_the_border_for_those_who_live_there(
    une_fiche, referentiel, habitants
):
    perimetre = une_fiche(VILLES_SOEURS).perimetre
    assert perimetre.est_a_cheval
    assert [region.nom for region in perimetre.regions] == ["Normandie", "Hauts-de-France"]
    sides = {part.territoire.nom: part for part in perimetre.repartition}
    assert {name: part.region for name, part in sides.items()} == {
        "Seine-Maritime": "Normandie",
        "Somme": "Hauts-de-France",
    }
    assert sum(part.population for part in sides.values()) == perimetre.population
    assert perimetre.population == habitants("epci 247600588")
    assert sum(part.nb_communes for part in sides.values()) == perimetre.nb_communes == 28


def test_the_territory_of_a_contract_on_one_epci_is_that_epci(une_fiche):
    assert une_fiche(VILLES_SOEURS).perimetre.seul.nom == "CC des Villes Soeurs"
    assert une_fiche(CORNOUAILLE).perimetre.seul is None


def test_a_city_holds_a_part_of_its_epci(un_contrat, perimetre_de):
    perimetre = perimetre_de([un_contrat("cls-29-a-1")], {"cls-29-a-1": [QUIMPER]})
    (part,) = perimetre.epci
    assert (part.nb_communes, part.nb_communes_total) == (1, 14)
    assert not part.en_entier
    assert perimetre.seul.nom == "Quimper"


def test_a_neighbourhood_is_named_and_not_counted(un_contrat, perimetre_de):
    perimetre = perimetre_de([un_contrat("cls-29-a-1")], {"cls-29-a-1": ["quartier 29232"]})
    assert perimetre.est_connu
    assert perimetre.communes_partielles == ("Quimper",)
    assert (perimetre.population, perimetre.nb_communes) == (0, 0)
    assert perimetre.seul is None


def test_an_unknown_perimeter_is_said_unknown(un_contrat, perimetre_de):
    assert not perimetre_de([un_contrat("cls-29-a-1")], {}).est_connu


def test_the_residents_that_two_contracts_share_are_counted(un_contrat, perimetre_de, habitants):
    contrats = [
        un_contrat("cls-29-a-1", date_signature="2024"),
        un_contrat("cls-29-ville-1", date_signature="2024"),
    ]
    perimetre = perimetre_de(contrats, {"cls-29-a-1": [EPCI_QUIMPER], "cls-29-ville-1": [QUIMPER]})
    (other,) = perimetre.chevauchements
    assert (other.contrat_id, other.statut) == ("cls-29-ville-1", "signe")
    assert other.population == habitants(QUIMPER)


def test_a_shared_neighbourhood_is_named_without_a_number(un_contrat, perimetre_de):
    contrats = [
        un_contrat("cls-29-a-1", date_signature="2024"),
        un_contrat("cls-29-b-1", date_signature="2024"),
    ]
    perimetre = perimetre_de(contrats, {"cls-29-a-1": [QUIMPER], "cls-29-b-1": ["quartier 29232"]})
    assert [one.population for one in perimetre.chevauchements] == [None]


def test_a_contract_that_is_over_does_not_overlap(un_contrat, perimetre_de):
    contrats = [
        un_contrat("cls-29-a-1", date_signature="2024"),
        un_contrat("cls-29-b-1", date_signature="2010", date_fin="2013"),
    ]
    perimetre = perimetre_de(contrats, {"cls-29-a-1": [QUIMPER], "cls-29-b-1": [QUIMPER]})
    assert perimetre.chevauchements == ()


def test_another_generation_is_not_an_overlap(un_contrat, perimetre_de):
    contrats = [
        un_contrat("cls-29-a-1", date_signature="2024"),
        un_contrat("cls-29-a-2", date_signature="2025"),
    ]
    lines = {"cls-29-a-1": [QUIMPER], "cls-29-a-2": [QUIMPER]}
    assert perimetre_de(contrats, lines, sauf=["cls-29-a-2"]).chevauchements == ()


# --- Generations ------------------------------------------------------------------------------


def test_ranks_tell_the_generations_of_one_contract(un_contrat, un_moteur):
    moteur = un_moteur([un_contrat(f"cls-29-a-{rank}", generation=rank) for rank in (1, 2, 3)], {})
    found = generations(moteur, "cls-29-a-2")
    assert (found.precedentes, found.suivante) == (("cls-29-a-1",), "cls-29-a-3")


def test_signatures_tell_the_generations_when_a_rank_is_missing(un_contrat, un_moteur):
    contrats = [
        un_contrat("cls-29-a-x", date_signature="2021"),
        un_contrat("cls-29-a-1", date_signature="2013", generation=1),
    ]
    moteur = un_moteur(contrats, {})
    assert generations(moteur, "cls-29-a-1").suivante == "cls-29-a-x"


def test_a_project_follows_a_contract_that_was_signed(un_contrat, un_moteur):
    contrats = [
        un_contrat("cls-29-a-1", date_signature="2013", generation=1),
        un_contrat("cls-29-a-x", etape="diagnostic", source_date="2026"),
    ]
    assert generations(un_moteur(contrats, {}), "cls-29-a-1").suivante == "cls-29-a-x"


def test_a_project_of_the_first_generation_follows_nothing(un_contrat, un_moteur):
    contrats = [
        un_contrat("cls-29-a-x", date_signature="2024"),
        un_contrat("cls-29-a-1", etape="elaboration", generation=1),
    ]
    assert generations(un_moteur(contrats, {}), "cls-29-a-x").suivante is None


def test_an_epci_takes_over_the_contracts_of_its_towns(un_contrat, un_moteur):
    contrats = [
        un_contrat("cls-29-quimper-1", date_signature="2014", date_fin="2017"),
        un_contrat("cls-29-briec-1", date_signature="2015", date_fin="2018"),
        un_contrat("cls-29-agglo-1", date_signature="2020"),
    ]
    lines = {
        "cls-29-quimper-1": [QUIMPER],
        "cls-29-briec-1": ["commune 29020"],
        "cls-29-agglo-1": [EPCI_QUIMPER],
    }
    found = generations(un_moteur(contrats, lines), "cls-29-agglo-1")
    assert set(found.precedentes) == {"cls-29-quimper-1", "cls-29-briec-1"}


def test_no_real_contract_comes_before_itself(moteur):
    for start in moteur.registre.contrats:
        seen, current = {start}, generations(moteur, start).suivante
        while current is not None:
            assert current not in seen
            assert start in seen
            seen.add(current)
            current = generations(moteur, current).suivante


def test_the_contract_before_the_one_after_is_the_contract(moteur):
    for name in moteur.registre.contrats:
        after = generations(moteur, name).suivante
        assert after is None or name in generations(moteur, after).precedentes


def test_villes_soeurs_was_followed_by_a_second_contract(moteur):
    assert generations(moteur, VILLES_SOEURS).suivante == "cls-76-villes-soeurs-2"


# --- Life -------------------------------------------------------------------------------------


@pytest.fixture
def vie_de(un_contrat, un_moteur):
    """Builds the life of an invented contract: ``vie_de(JOUR, etape="diagnostic")``."""

    def build(jour=JOUR, **champs):
        moteur = un_moteur([un_contrat("cls-29-a-1", **champs)], {})
        contrat = moteur.registre.contrats["cls-29-a-1"]
        statut = moteur.couverture(jour).statuts[contrat.id]
        return build_vie(ETAPES, contrat, statut, moteur.periodes[contrat.id], jour)

    return build


def states(vie):
    return [one.etat for one in vie.etapes]


def test_a_signed_contract_follows_its_actions_and_is_evaluated_next(vie_de):
    vie = vie_de(date_signature="2024")
    assert states(vie) == ["deduite"] * 4 + ["en_cours", "prochaine"]
    assert vie.etape("prochaine").code == "evaluation"


def test_a_project_stands_at_the_step_of_its_source(vie_de):
    vie = vie_de(etape="diagnostic", source_date="2026")
    assert states(vie) == ["deduite", "deduite", "en_cours", "prochaine", "a_venir", "a_venir"]


def test_a_contract_under_evaluation_has_no_next_step(vie_de):
    vie = vie_de(etape="evaluation", date_signature="2024", source_date="2026-01")
    assert states(vie) == ["deduite"] * 5 + ["en_cours"]
    assert vie.etape("prochaine") is None


def test_an_evaluation_that_a_later_source_tells_has_not_begun(vie_de):
    vie = vie_de(date(2025, 6, 1), etape="evaluation", date_signature="2024", source_date="2026")
    assert states(vie)[4:] == ["en_cours", "prochaine"]


def test_nothing_says_whether_a_contract_that_is_over_was_evaluated(vie_de):
    vie = vie_de(date_signature="2018", date_fin="2021")
    assert states(vie) == ["deduite"] * 5 + ["inconnue"]


def test_no_step_is_known_before_anything_is_known_of_a_contract(vie_de):
    assert set(states(vie_de(date(2015, 1, 1), date_signature="2024"))) == {"inconnue"}


def test_a_project_without_news_keeps_the_steps_it_had_reached(vie_de):
    vie = vie_de(etape="cadrage", source_date="2015")
    assert states(vie) == ["deduite", "franchie", *["inconnue"] * 4]


def test_a_step_is_passed_only_when_a_source_says_so(vie_de):
    signed = vie_de(date_signature="2024")
    assert [one.lue for one in signed.etapes] == [False] * 6
    evaluated = vie_de(etape="evaluation", date_signature="2018", date_fin="2021")
    assert states(evaluated) == ["deduite"] * 5 + ["franchie"]
    assert [one.lue for one in evaluated.etapes] == [False] * 5 + [True]


def test_the_line_of_an_undated_contract_stops_when_its_news_tell_no_more(vie_de):
    frise = vie_de(source_date="2018", duree_ans=3).frise
    assert (frise.signe.debut, frise.signe.fin) == (date(2018, 1, 1), date(2021, 12, 31))
    assert (frise.part_ecoulee, frise.mois_restants) == (None, None)


def test_the_step_of_a_renewal_under_way_is_not_known(vie_de):
    assert set(states(vie_de(etape="renouvellement", source_date="2026"))) == {"inconnue"}


def test_a_step_told_after_the_day_looked_at_is_flagged(vie_de):
    champs = {"etape": "diagnostic", "source_date": "2026"}
    assert vie_de(date(2025, 1, 1), **champs).etape_sans_date
    assert not vie_de(JOUR, **champs).etape_sans_date


def test_an_end_that_the_source_gives_keeps_its_precision(vie_de):
    end = vie_de(date_signature="2022-03-01", date_fin="2027").echeance
    assert (end.date, end.est_estimee) == (DatePartielle(2027), False)


def test_an_unknown_end_is_estimated_with_the_precision_of_the_signature(vie_de):
    planned = vie_de(date_signature="2023-07", duree_ans=3).echeance
    assert (planned.date, planned.raison) == (DatePartielle(2026, 7), "duree")
    default = vie_de(date_signature="2023").echeance
    assert (default.date, default.raison) == (DatePartielle(2028), "defaut")


def test_a_contract_said_to_be_over_has_no_estimated_end_after_that(vie_de):
    end = vie_de(etape="echu", date_signature="2024", source_date="2026").echeance
    assert (end.date, end.raison) == (None, "echu")


def test_nothing_is_estimated_without_a_signature(vie_de):
    assert vie_de().echeance.date is None


def test_the_end_of_every_real_contract_is_the_one_the_rates_count(moteur):
    for name in moteur.registre.contrats:
        fiche = build_fiche(moteur.couverture(JOUR), name)
        signed, end = fiche.periodes.signe, fiche.vie.echeance
        if signed is not None and end.date is not None:
            assert signed.fin == end.date.dernier_jour


def test_half_of_a_contract_has_passed_half_way(vie_de):
    frise = vie_de(date(2024, 1, 1), date_signature="2023-01-01", date_fin="2025-01-01").frise
    assert frise.part_ecoulee == pytest.approx(50, abs=0.2)
    assert frise.mois_restants == 12


def test_the_share_passed_stays_between_nothing_and_everything(vie_de):
    champs = {"date_signature": "2023-01-01", "date_fin": "2025-01-01"}
    assert vie_de(date(2015, 1, 1), **champs).frise.part_ecoulee == 0
    assert vie_de(date(2040, 1, 1), **champs).frise.part_ecoulee == 100
    assert vie_de(date(2026, 1, 1), **champs).frise.mois_restants == -12


def test_there_is_no_timeline_without_a_date(vie_de):
    assert vie_de(etape="inconnue").frise is None


def test_the_timeline_holds_the_day_looked_at(vie_de):
    frise = vie_de(date(2030, 1, 1), date_signature="2018", date_fin="2021").frise
    assert frise.debut <= date(2018, 1, 1) < frise.fin == date(2030, 1, 1)


@pytest.mark.parametrize(
    ("debut", "fin", "mois"),
    [
        (date(2026, 1, 15), date(2026, 2, 14), 0),
        (date(2026, 1, 15), date(2026, 2, 15), 1),
        (date(2026, 1, 15), date(2027, 1, 15), 12),
        (date(2027, 1, 15), date(2026, 1, 15), -12),
    ],
)
def test_only_whole_months_count(debut, fin, mois):
    assert mois_entiers(debut, fin) == mois


# --- Axes -------------------------------------------------------------------------------------


def un_axe(numero: str, *themes: str) -> Axe:
    return Axe("cls-29-a-1", numero, f"Axe {numero or 'sans numéro'}", themes, "")


def une_action(axe: str, statut: str = "en_cours", probante: str = "") -> Action:
    return Action("cls-29-a-1", axe, "", "Action", statut, "", None, None, probante, "")


def une_priorite(ordre: int, *themes: str, region: str = "53") -> PrioritePRS:
    return PrioritePRS(region, f"P-{ordre}", ordre, f"Priorité {ordre}", themes, "")


@pytest.fixture
def axes_de(un_contrat, un_registre):
    """Builds the axes of an invented contract of Bretagne from its rows."""

    def build(axes=(), actions=(), priorites=(), probantes=()):
        registre: Registre = replace(
            un_registre([un_contrat("cls-29-a-1", region="53")], {}),
            axes=tuple(axes),
            actions=tuple(actions),
            priorites_prs=tuple(priorites),
            actions_probantes=tuple(probantes),
        )
        return build_axes(registre, "cls-29-a-1", JOUR)

    return build


def test_axes_keep_the_order_and_the_words_of_the_contract(axes_de):
    found = axes_de([un_axe("T"), un_axe("2"), un_axe("1")])
    assert [suivi.axe.numero for suivi in found.axes] == ["T", "2", "1"]
    assert found.nb_axes == 3


def test_each_axis_has_its_actions_and_their_progress(axes_de):
    found = axes_de(
        [un_axe("1"), un_axe("2")],
        [une_action("2", "realisee"), une_action("1"), une_action("2")],
    )
    assert [len(suivi.actions) for suivi in found.axes] == [1, 2]
    assert [suivi.avancement.realisees for suivi in found.axes] == [0, 1]
    assert found.avancement.total == 3


def test_actions_without_an_axis_or_of_an_unknown_one_come_last_in_a_group_of_their_own(axes_de):
    found = axes_de([un_axe("1")], [une_action(""), une_action("1"), une_action("7")])
    assert [suivi.axe is None for suivi in found.axes] == [False, True]
    assert [one.action.axe_numero for one in found.axes[1].actions] == ["", "7"]


def test_an_axis_without_a_number_does_not_take_the_actions_without_an_axis(axes_de):
    found = axes_de([un_axe("")], [une_action("")])
    assert [len(suivi.actions) for suivi in found.axes] == [0, 1]


def test_an_axis_serves_the_priorities_that_share_a_theme_in_their_order():
    priorites = [
        une_priorite(2, "sante_mentale"),
        une_priorite(1, "addictions", "sante_mentale"),
        une_priorite(3, "numerique"),
    ]
    served = priorites_servies(("sante_mentale", "parcours"), priorites)
    assert [priorite.ordre for priorite in served] == [1, 2]


def test_only_the_priorities_of_the_region_of_the_contract_are_served(axes_de):
    priorites = [une_priorite(1, "addictions", region="28"), une_priorite(2, "addictions")]
    (suivi,) = axes_de([un_axe("1", "addictions")], priorites=priorites).axes
    assert [priorite.ordre for priorite in suivi.priorites] == [2]


def test_a_region_without_known_priorities_is_said_so(axes_de):
    assert not axes_de([un_axe("1", "addictions")]).region_a_des_priorites


def test_an_action_names_the_action_probante_it_carries_out(axes_de):
    probante = ActionProbante("NAQ-1", "cps-rep", "Compétences psychosociales", "")
    found = axes_de(actions=[une_action("", probante="cps-rep")], probantes=[probante])
    assert found.axes[0].actions[0].probante == "Compétences psychosociales"


def test_every_real_action_is_in_one_group_and_one_only(moteur):
    for name in moteur.registre.contrats:
        found = build_axes(moteur.registre, name, JOUR)
        shown = [one.action for _, one in found.actions]
        assert sorted(map(id, shown)) == sorted(map(id, moteur.registre.actions_du_contrat(name)))


def test_cornouaille_serves_priorities_of_bretagne(une_fiche):
    found = une_fiche(CORNOUAILLE).axes
    assert [suivi.axe.numero for suivi in found.axes if suivi.axe] == ["1", "2", "3", "4"]
    assert {p.region for suivi in found.axes for p in suivi.priorites} == {"53"}


# --- The whole sheet --------------------------------------------------------------------------


@pytest.mark.parametrize("jour", [date(2012, 1, 1), date(2020, 6, 1), date(2026, 11, 21)])
def test_every_real_contract_has_a_sheet_at_any_date(moteur, jour):
    couverture = moteur.couverture(jour)
    for name in moteur.registre.contrats:
        fiche = build_fiche(couverture, name)
        assert fiche.statut == couverture.statuts[name]
        assert fiche.ars
        assert fiche.territoires


def test_an_unknown_contract_has_no_sheet(moteur):
    with pytest.raises(ContratInconnu):
        build_fiche(moteur.couverture(JOUR), "cls-00-nulle-part-1")


def test_a_contract_without_a_perimeter_is_placed_by_its_own_row(un_contrat, un_moteur):
    contrat = un_contrat("cls-76-a-1", region="28", departements=("76", "80"))
    fiche = build_fiche(un_moteur([contrat], {}).couverture(JOUR), contrat.id)
    assert [t.nom for t in fiche.territoires] == ["Normandie", "Seine-Maritime", "Somme"]
    assert fiche.ars == "ARS Normandie"


def test_signatories_are_grouped_the_ars_first(un_contrat, un_registre, referentiel):
    contrat = un_contrat("cls-29-a-1")
    signed = tuple(
        Signataire(contrat.id, name, kind, "")
        for name, kind in (
            ("Ville", "collectivite"),
            ("CAF", "caf"),
            ("ARS", "ars"),
            ("CC", "autre"),
        )
    )
    registre = replace(un_registre([contrat], {}), signataires=signed)
    moteur = Moteur(registre, referentiel, build_perimetres(registre, referentiel))
    fiche = build_fiche(moteur.couverture(JOUR), contrat.id)
    assert [kind for kind, _ in fiche.signataires] == ["ars", "collectivite", "caf", "autre"]


def test_each_source_says_what_it_documents(une_fiche):
    documented = dict(une_fiche(CORNOUAILLE).sources)
    ars = next(address for address in documented if "bretagne.ars.sante.fr" in address)
    assert documented[ars] == ("contrats", "perimetres", "axes", "signataires")


# --- What is missing --------------------------------------------------------------------------


def test_a_bare_contract_misses_everything_it_could_have(un_contrat, un_registre):
    found = manques(un_registre([un_contrat("cls-29-a-1", etape="inconnue")], {}), "cls-29-a-1")
    assert {(one.fichier, one.colonne) for one in found} >= {
        ("contrats", "etape"),
        ("contrats", "date_signature"),
        ("contrats", "date_fin"),
        ("perimetres", ""),
        ("axes", ""),
        ("actions", ""),
        ("signataires", ""),
    }


def test_a_signature_is_not_missing_from_a_contract_in_preparation(un_contrat, un_registre):
    registre = un_registre([un_contrat("cls-29-a-1", etape="diagnostic")], {})
    columns = {one.colonne for one in manques(registre, "cls-29-a-1")}
    assert not columns & {"date_signature", "date_fin", "etape"}


def test_the_actions_announced_and_not_gathered_are_counted(moteur):
    found = manques(moteur.registre, CORNOUAILLE)
    assert Manque("actions", "", 19, 21) in found
    assert Manque("actions", "pilote", 2, 2) in found


# --- Nearest contracts ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texte", "premier"),
    [
        ("cls-29-cornouaile-1", CORNOUAILLE),
        ("CORNOUAILLE", CORNOUAILLE),
        ("Villes Soeurs", "cls-76-villes-soeurs-2"),
        ("cls-76-villes-soeurs-9", "cls-76-villes-soeurs-2"),
        ("marseile", "cls-13-marseille-1"),
    ],
)
def test_a_slip_leads_to_the_contract_meant(moteur, texte, premier):
    assert contrats_proches(moteur.registre, texte)[0] == premier


@pytest.mark.parametrize("texte", ["", "   ", "cls", "12345", "zzzzzzzz", "a" * 100_000])
def test_nothing_is_near_what_looks_like_nothing(moteur, texte):
    assert contrats_proches(moteur.registre, texte) == ()


def test_no_more_contracts_than_asked_are_near(moteur):
    assert len(contrats_proches(moteur.registre, "pays", limite=3)) <= 3
