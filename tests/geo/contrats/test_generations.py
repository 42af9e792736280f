"""The generations of one contract: by rank, by signature, by territory."""

from geo.contrats.generations import generations

VILLES_SOEURS = "cls-76-villes-soeurs-x"
QUIMPER, EPCI_QUIMPER = "commune 29232", "epci 200068120"


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
