"""What a legend counts: territories, each one once, when the map draws some of them in parts.

An EPCI astride two départements is drawn in two features (``200068120-29``, ``200068120-56``).
"""

from collections.abc import Iterable

from components.commun.statuts import HORS_VUE, SIMULATION, STATUTS

_CODES = {name: aspect.code for name, aspect in (STATUTS | SIMULATION).items()}
_GAGNES = {_CODES["ajoute"], _CODES["ajoute_partie"]}
_SIGNES = {_CODES["signe"], _CODES["signe_a_confirmer"]}
_COUVERTS = {*_SIGNES, _CODES["partielle"]}
_EN_PROJET = {_CODES["projet"], _CODES["projet_partie"]}
_ENTIERS = {*_SIGNES, _CODES["ajoute"]}
# What is left is told by what is known of any part, in the order of geo.certitude.classes.
_RESTES = tuple(_CODES[name] for name in ("echu", "inconnu", "termine", "aucun_recense"))


def classes_des_territoires(codes: Iterable[str], classes: str) -> str:
    """Return one character per territory in view: the class of its parts taken together.

    Parameters
    ----------
    codes : identifiers of the features, in the order of ``classes``; what follows the hyphen tells
        the parts of a territory apart.
    classes : one code of status per feature (``components.commun.statuts``), HORS_VUE out of view.

    The rules are those of ``geo.certitude.classes.classes_de_certitude`` and
    ``geo.simulation.carte``: a territory is signed, or in project, when each of its parts is,
    and partly so when one is; signed, it is to be confirmed when one of its parts is.
    Classes of rates can't be put together so (a rate needs residents): parts of one class keep it,
    others raise ValueError.
    """
    parts: dict[str, set[str]] = {}
    for code, classe in zip(codes, classes, strict=True):
        if classe != HORS_VUE:
            parts.setdefault(code.split("-")[0], set()).add(classe)
    return "".join(_together(name, found) for name, found in parts.items())


def _together(name: str, parts: set[str]) -> str:
    if len(parts) == 1:
        return next(iter(parts))
    unknown = parts - set(_CODES.values())
    if unknown:
        raise ValueError(f"{name}: a status expected for each part, {''.join(sorted(unknown))}")
    if parts & _GAGNES:
        return _CODES["ajoute" if parts <= _ENTIERS else "ajoute_partie"]
    if _CODES["retire"] in parts:
        return _CODES["retire"]
    if parts <= _SIGNES:
        return _CODES["signe_a_confirmer"]
    if parts & _COUVERTS:
        return _CODES["partielle"]
    if parts & _EN_PROJET:
        return _CODES["projet_partie"]
    return next(code for code in _RESTES if code in parts)
