"""Any series of publications and undos against a plain model: dictionaries, one per publication."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.depot.annulation import annule
from data.depot.base.connexion import Depot, connect
from data.depot.changements import ajout
from data.depot.cles import as_textes
from data.depot.erreurs import AnnulationImpossible, ConflitDeVersions, PublicationVide
from data.depot.export import export_fichiers
from data.depot.modele import Changement
from data.depot.registre import Lecteur
from data.model import Registre
from tests.data.depot.lieux import Lieu
from tests.data.depot.outils import faults, publish, tables
from tests.data.depot.registre_invente import action, axe

CONTRATS = ("cls-29-armor-1", "cls-29-argoat-1", "cls-29-leon-1", "cls-29-tregor-1")
TITRES = ("Un", "Deux", "Trois")

Cle = tuple[str, str]
Etat = dict[Cle, tuple[str, ...]]  # texts of each row, by table and key

# A gesture: on which contract, which row, and what it says; None takes the row away.
GESTES = st.lists(
    st.tuples(
        st.sampled_from(("axes", "actions")),
        st.sampled_from(CONTRATS),
        st.sampled_from(TITRES),
        st.sampled_from(("", "1", "2", None)),
    ),
    min_size=1,
    max_size=5,
)
# Publish gestures, publish from rows read one publication too early, or undo an earlier number.
PAS = st.one_of(
    st.tuples(st.just("publie"), GESTES),
    st.tuples(st.just("en retard"), GESTES),
    st.tuples(st.just("annule"), st.integers(2, 8)),
)


class Modele:
    """What the store should say, kept the plainest way: everything, at each publication."""

    def __init__(self, depot: Depot) -> None:
        lues = tables(depot)
        debut = {
            (nom, cle): une.cellules for nom, lignes in lues.items() for cle, une in lignes.items()
        }
        self.etats: list[Etat] = [{}, debut]
        self.versions: dict[Cle, int] = dict.fromkeys(debut, 1)

    @property
    def numero(self) -> int:
        return len(self.etats) - 1

    def at(self, numero: int) -> Etat:
        return self.etats[numero]

    def publish(self, changes: dict[Cle, tuple[str, ...] | None]) -> None:
        suivant = dict(self.etats[-1])
        for place, textes in changes.items():
            suivant.pop(place, None) if textes is None else suivant.update({place: textes})
            self.versions[place] = self.numero + 1
        self.etats.append(suivant)

    def undo(self, numero: int) -> dict[Cle, tuple[str, ...] | None] | None:
        """What undoing a publication changes: the rows that nobody changed since."""
        avant, apres = self.at(numero - 1), self.at(numero)
        touchees = {place for place in {*avant, *apres} if avant.get(place) != apres.get(place)}
        return {
            place: avant.get(place) for place in touchees if self.versions[place] == numero
        } or None


def changes(depot: Depot, gestes: list[tuple[str, str, str, str | None]]) -> list[Changement]:
    """Gestures as changes of the rows read now; the last one on a row holds."""
    lues = tables(depot)
    voulus: dict[Cle, Changement] = {}
    for ressource, contrat_id, titre, dit in gestes:
        faite = axe if ressource == "axes" else action
        cellules = {**faite(contrat_id, titre), "numero": dit or ""}
        neuf = ajout(ressource, cellules)
        lue = lues[ressource].get(neuf.cle)
        apres = None if dit is None else cellules
        voulus[ressource, neuf.cle] = Changement(ressource, neuf.cle, lue and lue.version, apres)
    return list(voulus.values())


def effective(modele: Modele, demandes: list[Changement]) -> dict[Cle, tuple[str, ...] | None]:
    dits = {
        (un.ressource, un.cle): None if un.apres is None else as_textes(un.ressource, un.apres)
        for un in demandes
    }
    return {place: dit for place, dit in dits.items() if modele.at(-1).get(place) != dit}


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(serie=st.lists(PAS, min_size=1, max_size=8))
def test_the_store_says_what_the_plain_model_says(
    lieu: Lieu, modele: Path, serie: list[tuple[str, Any]]
) -> None:
    depot = connect(lieu.copie(modele))
    try:
        _follow(depot, serie)
    finally:
        depot.ferme()


def _follow(depot: Depot, serie: list[tuple[str, Any]]) -> None:
    modele = Modele(depot)
    lecteur = Lecteur(depot)
    connus: dict[int, Registre] = {1: lecteur.load_registre(1)}
    rendus = {1: export_fichiers(depot, 1)}
    perimes: list[Changement] = []
    for geste, quoi in serie:
        if geste == "annule":
            _undo(depot, modele, quoi)
        else:
            demandes = perimes if geste == "en retard" and perimes else changes(depot, quoi)
            perimes = changes(depot, quoi)
            _publish(depot, modele, demandes)
        assert modele.numero == lecteur.numero_courant()
        connus[modele.numero] = lecteur.load_registre()
        rendus[modele.numero] = export_fichiers(depot)
        lues = tables(depot)
        dites = {
            (nom, cle): une.cellules for nom, lignes in lues.items() for cle, une in lignes.items()
        }
        assert dites == modele.at(-1)
        assert {place: lues[place[0]][place[1]].version for place in dites} == {
            place: modele.versions[place] for place in dites
        }
    neuf = Lecteur(depot)
    numeros = list(connus)
    random.Random(len(serie)).shuffle(numeros)
    for numero in numeros:
        assert neuf.load_registre(numero) == connus[numero]
        assert export_fichiers(depot, numero) == rendus[numero]
    assert faults(depot) == []


def _publish(depot: Depot, modele: Modele, demandes: list[Changement]) -> None:
    voulus = effective(modele, demandes)
    moved = [
        un
        for un in demandes
        if (un.ressource, un.cle) in voulus
        and un.version != _version(modele, (un.ressource, un.cle))
    ]
    if moved:
        with pytest.raises(ConflitDeVersions) as refus:
            publish(depot, *demandes)
        assert {un.cle for un in refus.value.conflits} == {un.cle for un in moved}
    elif not voulus:
        with pytest.raises(PublicationVide):
            publish(depot, *demandes)
    else:
        publish(depot, *demandes)
        modele.publish(voulus)


def _version(modele: Modele, place: Cle) -> int | None:
    return modele.versions[place] if place in modele.at(-1) else None


def _undo(depot: Depot, modele: Modele, numero: int) -> None:
    if numero > modele.numero:
        return
    voulus = modele.undo(numero)
    if voulus is None:
        with pytest.raises(AnnulationImpossible):
            annule(depot, numero, "ARS", "essai", lambda *_: True)
        return
    annule(depot, numero, "ARS", "essai", lambda *_: True)
    modele.publish(voulus)
