"""Actions and axes invented for the tests."""

from data.dates import DatePartielle
from data.model import Action, Axe


def lue(texte: str) -> DatePartielle | None:
    return DatePartielle.parse(texte) if texte else None


def une_action(contrat_id: str, numero: str, statut: str = "non_renseigne", **cells: str) -> Action:
    return Action(
        contrat_id,
        cells.get("axe", ""),
        numero,
        f"Action {numero}",
        statut,
        cells.get("pilote", ""),
        lue(cells.get("echeance", "")),
        lue(cells.get("date_statut", "")),
        cells.get("probante", ""),
        "",
    )


def un_axe(contrat_id: str, numero: str, *themes: str) -> Axe:
    return Axe(contrat_id, numero, f"Axe {numero}", themes, "")
