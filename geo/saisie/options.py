"""What may be chosen in the fields whose schema does not list it: places, axes, actions."""

from collections.abc import Iterable

from data.depot.modele import Cellules
from geo.couverture.moteur import Moteur
from geo.territoires.territoire import departements, noms_des_regions

Options = dict[str, dict[str, dict[str, str]]]


def build_options(moteur: Moteur, axes: Iterable[Cellules]) -> Options:
    """Return {table: {column: {value: words}}}; ``axes``: those of the contract."""
    places = departements(moteur.referentiel)
    numbered = {one["numero"]: f"{one['numero']}. {one['intitule']}" for one in axes}
    numbered.pop("", None)
    return {
        "contrats": {
            "region": noms_des_regions(moteur.referentiel),
            "departements": {one.code: f"{one.nom} ({one.code})" for one in places},
        },
        "actions": {
            "axe_numero": {"": "axe non précisé", **numbered},
            "action_probante": {
                "": "aucune",
                **{one.code: one.intitule for one in moteur.registre.actions_probantes},
            },
        },
    }
