"""The ends of contracts as a calendar: whole days, dates no more precise than their source."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from components.documents.calendrier import Evenement, calendrier, jours
from components.tableaux.calendrier import calendrier_des_echeances
from data.dates import DatePartielle
from geo.couverture.moteur import load_moteur
from geo.evolution.echeances import build_echeancier
from geo.territoires.territoire import Territoire

PAGE = "https://atlas.example/a/evolution"
JOUR = date(2026, 11, 21)
FINISTERE = Territoire("departement", "29", "Finistère")
BRETAGNE = Territoire("region", "53", "Bretagne")


@pytest.mark.parametrize(
    ("connue", "debut", "apres"),
    [
        ("2027-07-12", date(2027, 7, 12), date(2027, 7, 13)),
        ("2027-02", date(2027, 2, 1), date(2027, 3, 1)),
        ("2027", date(2027, 12, 31), date(2028, 1, 1)),
    ],
)
def test_an_event_lasts_as_long_as_its_date_is_vague(connue: str, debut: date, apres: date) -> None:
    assert jours(DatePartielle.parse(connue)) == (debut, apres)


def test_a_text_is_a_text_whatever_it_holds() -> None:
    name = "CLS ; de, l'«\u00a0Île\u00a0» \\ BEGIN:VEVENT\nSUMMARY:faux"
    event = Evenement("cls-1", DatePartielle(2027, 7, 12), name, name * 5, "https://a.example/?b=1")
    read = Calendar.from_ical(
        calendrier("Agenda", "Essai", [event], datetime(2026, 1, 1, tzinfo=UTC))
    )
    [one] = read.walk("VEVENT")
    assert str(one["summary"]) == name
    assert str(one["url"]) == "https://a.example/?b=1"


def test_the_ends_of_a_territory_are_read_back_with_their_certainty() -> None:
    found = build_echeancier(load_moteur().couverture(JOUR), BRETAGNE)
    content = calendrier_des_echeances(
        found, "https://atlas.example/a/evolution", {"registre": "1"}
    )
    read = Calendar.from_ical(content)
    events = read.walk("VEVENT")
    assert len(events) == len(found.contrats) > 0
    for event, one in zip(events, found.contrats, strict=True):
        assert type(event["dtstart"].dt) is date  # a whole day, in no time zone
        assert str(event["uid"]).startswith(one.contrat.id)
        assert ("estimée" in str(event["summary"])) == one.est_estimee
        assert f"/a/contrat?id={one.contrat.id}" in str(event["url"])
        assert "registre=1" in str(event["url"])
        if one.echeance.date is not None and one.echeance.date.jour is None:
            assert "jour non renseigné" in str(event["summary"])
    assert content == calendrier_des_echeances(found, PAGE, {"registre": "1"})


def test_a_calendar_without_any_end_says_so() -> None:
    found = build_echeancier(load_moteur().couverture(date(2012, 1, 1)), FINISTERE)
    assert not found.contrats
    [event] = Calendar.from_ical(calendrier_des_echeances(found, None, {})).walk("VEVENT")
    assert "Aucune échéance de CLS connue" in str(event["summary"])
