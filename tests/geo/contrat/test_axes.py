"""The axes of a contract: their actions, and the regional priorities they serve."""

from dataclasses import replace
from datetime import date

import pytest

from data.model import Action, ActionProbante, Axe, PrioritePRS, Registre
from geo.contrat.axes import build_axes, priorites_servies

JOUR = date(2026, 6, 15)
CORNOUAILLE = "cls-29-cornouaille-1"


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
