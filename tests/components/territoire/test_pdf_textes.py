"""Texts that the one-page sheet of a territory must bear: too long, difficult, hostile."""

from dataclasses import replace

from data.dates import DatePartielle
from data.model import Axe, Signataire
from geo.couverture.moteur import Moteur
from geo.territoire.situation import Situation
from tests.components.documents.pdf.accessibilite import defauts
from tests.components.territoire.fiche_lue import assert_holds_on_the_page

COUVERTE, NON_COUVERTE, OUTRE_MER, SANS_CARTE = "29232", "56019", "97411", "97801"
NOM_LE_PLUS_LONG = "244400610"

DIFFICILES = (
    "Œuvre d'Étretat – «\u00a0à l'été\u00a0» ﬁn \U0001f600 **gras** __x__ <b>&amp;</b> \x07"
)
MARQUES = "#lorem(9) *gras* $x^2$ <lien> @ref `code` // /* \\ [ ] { } = titre"


def test_the_longest_name_of_the_referentiel_is_written_whole(fiche, moteur: Moteur):
    noms = moteur.referentiel.tables.epci.set_index("code")["nom"]
    assert noms.str.len().idxmax() == NOM_LE_PLUS_LONG
    assert noms[NOM_LE_PLUS_LONG] in fiche(NOM_LE_PLUS_LONG).texte


def test_too_much_text_is_cut_and_never_leaves_the_page(fiche):
    def swell(situation: Situation) -> Situation:
        (one,) = situation.de_statut("signe")
        contrat = replace(one.contrat, nom="CLS " + "d'un nom interminable " * 15)
        axes = tuple(
            Axe(contrat.id, str(rank), "Un axe aux intentions nombreuses " * 6, (), "")
            for rank in range(1, 40)
        )
        names = tuple(
            Signataire(contrat.id, f"Organisme{rank}" * 12, "collectivite", "")
            for rank in range(90)
        )
        long = replace(one, contrat=contrat, axes=axes, signataires=names)
        return replace(situation, contrats=(long,))

    read = fiche(COUVERTE, swell)
    assert_holds_on_the_page(read)
    assert "…" in read.texte


def test_difficult_signs_are_written_or_replaced(fiche):
    def spoil(situation: Situation) -> Situation:
        (one,) = situation.de_statut("signe")
        contrat = replace(one.contrat, nom=DIFFICILES, date_signature=DatePartielle(2023))
        return replace(situation, contrats=(replace(one, contrat=contrat),))

    read = fiche(COUVERTE, spoil)
    assert_holds_on_the_page(read)
    assert "Œuvre d'Étretat – «\u00a0à l'été\u00a0»" in read.texte
    assert "**gras** __x__ <b>&amp;</b>" in read.texte
    assert "\U0001f600" not in read.texte


def test_no_text_is_read_as_markup(fiche, situation_of):
    def spoil(situation: Situation) -> Situation:
        (one,) = situation.de_statut("signe")
        contrat = replace(one.contrat, nom=MARQUES)
        axes = (Axe(contrat.id, "#1", MARQUES, (), ""),)
        signatories = (Signataire(contrat.id, MARQUES, "collectivite", ""),)
        named = replace(one, contrat=contrat, axes=axes, signataires=signatories)
        place = replace(situation.lieu, territoire=replace(situation.territoire, nom=MARQUES))
        return replace(situation, lieu=place, contrats=(named,))

    read = fiche(COUVERTE, spoil)
    assert_holds_on_the_page(read)
    assert defauts(read) == []
    assert read.signets[0] == MARQUES
    assert read.texte.count("<lien> @ref `code` //") >= 4
    assert "#1." in read.texte


def test_a_word_longer_than_a_line_is_cut_and_stays_on_the_page(fiche):
    def swell(situation: Situation) -> Situation:
        (one,) = situation.de_statut("signe")
        contrat = replace(one.contrat, nom="CLS " + "interminable" * 20)
        axes = (Axe(contrat.id, "1", "x" * 300, (), ""),)
        return replace(situation, contrats=(replace(one, contrat=contrat, axes=axes),))

    read = fiche(COUVERTE, swell)
    assert_holds_on_the_page(read)
    assert "".join(read.texte.split()).count("x" * 300) == 1
