"""How the API is asked and answers: faults, tags, pages, readers of other sites."""

import json
import logging

import pytest
from starlette.routing import Match

from api.application import OPERATIONS, build_api, build_routes
from tests.api.client import RACINE, Client

PROBLEME = "application/problem+json"
CHIFFREES = [one for one in OPERATIONS if "jour" in one.schema.get("properties", {})]
FRANCAIS_ET_ANGLAIS = ("title", "title_en", "detail", "detail_en")


@pytest.mark.parametrize(
    ("adresse", "statut", "code", "dit"),
    [
        ("/taux", 400, "parametre_manquant", "niveau"),
        ("/taux?niveau=regio", 400, "valeur_illisible", "departement"),
        ("/taux?nivau=region", 400, "parametre_inconnu", "Peut-être «\u00a0niveau\u00a0»"),
        ("/taux?niveau=region&niveau=epci", 400, "parametre_double", "plusieurs fois"),
        ("/taux?niveau=region&date=", 400, "valeur_illisible", "vide"),
        ("/taux?niveau=region&date=31/01/2025", 400, "valeur_illisible", "AAAA-MM-JJ"),
        ("/taux?niveau=region&date=2025-02-30", 400, "valeur_illisible", "AAAA-MM-JJ"),
        ("/taux?niveau=region&date=1066-10-14", 422, "valeur_impossible", "2000-01-01"),
        ("/taux?niveau=region&population=vingt", 400, "valeur_illisible", "2016"),
        ("/taux?niveau=region&population=2017", 422, "valeur_impossible", "2016"),
        ("/taux?niveau=region&millesime=1999", 422, "valeur_impossible", "2019"),
        ("/taux?niveau=region&registre=0", 422, "valeur_impossible", "de 1 à"),
        ("/taux?niveau=region&registre=-1", 400, "valeur_illisible", "de 1 à"),
        ("/taux?niveau=region&registre=99999", 422, "valeur_impossible", "de 1 à 1"),
        (f"/taux?niveau=region&registre={'9' * 300}", 422, "valeur_impossible", "de 1 à"),
        ("/taux?niveau=region&registre=%D9%A1", 400, "valeur_illisible", "de 1 à"),
        ("/taux?niveau=region&code=999", 422, "territoire_inconnu", "53 (Bretagne)"),
        ("/taux?niveau=commune&code=2,42900314E%2B08", 422, "territoire_inconnu", "commune"),
        ("/taux?niveau=commune&code=29000", 422, "territoire_inconnu", "code postal"),
        ("/taux?niveau=ept&millesime=2021", 422, "niveau_sans_liste", "2023"),
        ("/taux?niveau=%ff", 400, "adresse_illisible", "UTF-8"),
        ("/taux?niveau=region%00", 400, "valeur_illisible", "region"),
        (f"/taux?niveau={'a' * 5000}", 400, "valeur_illisible", "trop long"),
        (f"/taux?{'&'.join(f'a{n}=1' for n in range(200))}", 400, "adresse_illisible", "lu"),
        ("/taux?niveau=epci&limit=20000", 422, "valeur_impossible", "10000"),
        ("/historique?niveau=region", 422, "parametre_manquant", "code"),
        ("/historique?niveau=france&debut=2026-01&fin=2025-01", 422, "periode_impossible", "mois"),
        ("/historique?niveau=france&debut=2026-13", 400, "valeur_illisible", "AAAA-MM"),
        ("/historique?niveau=france&debut=1990-01", 422, "valeur_impossible", "2000-01"),
        ("/territoires", 400, "parametre_manquant", "quimper"),
        ("/territoires/epci/abc", 404, "territoire_inconnu", "n'est pas un code"),
        ("/territoires/canton/29", 404, "introuvable", "departement"),
        ("/contrats?region=53&departement=29", 422, "plusieurs_territoires", "un seul"),
        ("/contrats?statut=sign%C3%A9", 400, "valeur_illisible", "signe"),
        ("/contrats?q=%3F%3F", 422, "valeur_impossible", "lettres"),
        ("/contrats/cls-29-cornouaile-1", 404, "contrat_inconnu", "cornouaile"),
        ("/perimetres/inconnu", 404, "contrat_inconnu", "inconnu"),
        ("/collections/cantons", 404, "introuvable", "cantons"),
        ("/collections/communes/items/99999", 404, "introuvable", "99999"),
        ("/collections/epci/items?bbox=1,2,3", 400, "valeur_illisible", "ouest,sud,est,nord"),
        ("/collections/epci/items?bbox=1,50,2,40", 400, "valeur_illisible", "sud avant le nord"),
        ("/collections/epci/items?bbox=nan,1,2,3", 400, "valeur_illisible", "quatre nombres"),
        ("/collections/epci/items?datetime=hier", 400, "valeur_illisible", "instant"),
        (
            "/collections/epci/items?datetime=2021-01-01/2020-01-01",
            400,
            "valeur_illisible",
            "le début avant la fin",
        ),
        ("/territoires?q=quimper%0A", 400, "valeur_illisible", "d'une ligne"),
        ("/collections/epci/items?crs=EPSG:2154", 400, "valeur_illisible", "CRS84"),
        ("/inconnue", 404, "introuvable", "/api/v1/inconnue"),
        ("/taux/", 404, "introuvable", "/api/v1/taux/"),
    ],
)
def test_a_fault_is_told_in_two_languages_with_what_was_expected(api, adresse, statut, code, dit):
    answer = api(adresse)
    told = answer.json
    assert (answer.statut, told["status"], told["code"]) == (statut, statut, code)
    assert answer.entetes["content-type"] == PROBLEME
    assert answer.entetes["cache-control"] == "no-store"
    assert dit in told["detail"]
    assert all(told[nom].strip() for nom in FRANCAIS_ET_ANGLAIS)
    assert told["type"].endswith(f"/documentation#erreur-{statut}")


@pytest.mark.parametrize(
    ("chemin", "adresse"),
    [
        ("/api/v1/taux/", "/api/v1/taux"),
        ("/api/v1//taux", "/api/v1/taux"),
        ("//api/v1", "/api/v1"),
        ("/API/V1/contrats/cls-29-cornouaille-1/", "/api/v1/contrats/cls-29-cornouaille-1"),
        ("/api", "/api/v1"),
        ("/api/v2/taux", "/api/v1"),
        ("/api/v1/../x", "/api/v1"),
        ("/api/v1/%2e%2e/%2e%2e/etc", "/api/v1"),
        ("/api/v1/taux%00", "/api/v1"),
    ],
)
@pytest.mark.parametrize("methode", ["GET", "HEAD", "OPTIONS", "POST"])
def test_an_address_written_nearly_as_one_of_the_api_is_given_the_one_meant(
    api, chemin, adresse, methode
):
    answer = api(f"http://atlas.example{chemin}", methode)
    assert (answer.statut, answer.entetes["content-type"]) == (404, PROBLEME)
    assert answer.contenu == b"" if methode == "HEAD" else answer.json["adresse"] == adresse


def test_what_is_not_below_the_api_is_not_its_own():
    around = build_routes("/atlas")[-1]
    for chemin, seen in {"/apiculture": False, "/api": False, "/atlas/api": True}.items():
        match, _ = around.matches({"type": "http", "path": chemin, "method": "GET"})
        assert (match is Match.FULL) == seen, chemin


@pytest.mark.parametrize("methode", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_the_api_is_read_and_not_written(api, methode):
    answer = api("/taux?niveau=region", methode)
    assert (answer.statut, answer.json["code"]) == (405, "methode_non_permise")
    assert answer.entetes["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.nom)
def test_a_format_that_is_not_given_is_a_406(api, operation):
    answer = api(operation.exemples[0].adresse, entetes={"Accept": "text/csv, image/*;q=0.5"})
    assert (answer.statut, answer.json["formats"]) == (406, list(operation.medias))


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/geo+json"),
        ("*/*", "application/geo+json"),
        ("text/html, */*;q=0.1", "application/geo+json"),
        ("application/json", "application/json"),
        ("application/geo+json, application/json", "application/geo+json"),
        ("application/geo+json;q=0.2, application/json;q=0.9", "application/json"),
        ("application/*;q=0.5, application/geo+json;q=0", "application/json"),
    ],
)
def test_a_reader_has_the_format_that_it_prefers(api, accept, media):
    answer = api("/perimetres/cls-29-cornouaille-1", entetes={"Accept": accept})
    assert (answer.statut, answer.entetes["content-type"]) == (200, media)


def test_the_description_is_given_to_who_asks_for_the_version_before(api):
    """QGIS asks so; what it reads of the description is the same in both versions."""
    accept = "application/vnd.oai.openapi+json;version=3.0, application/json"
    assert api("/openapi.json", entetes={"Accept": accept}).json["openapi"] == "3.1.0"


def test_an_answer_already_held_is_not_sent_again(api):
    first = api("/taux?niveau=region&date=2025-01-31")
    tag = first.entetes["etag"]
    for held in (tag, tag.removeprefix("W/"), f'"autre", {tag}', "*"):
        again = api("/taux?niveau=region&date=2025-01-31", entetes={"If-None-Match": held})
        assert (again.statut, again.contenu) == (304, b"")
        assert again.entetes["etag"] == tag
    assert api("/taux?niveau=region", entetes={"If-None-Match": '"autre"'}).statut == 200


def test_the_tag_follows_what_is_asked_and_not_how_it_is_written(api):
    def tag(adresse: str) -> str:
        return api(adresse).entetes["etag"]

    same = tag("/taux?niveau=region&date=2025-01-31")
    assert tag("/taux?date=2025-01-31&niveau=region") == same
    assert tag("/taux?date=2025-01-31&niveau=region&millesime=2026") == same
    assert tag("/taux?date=2025-02-01&niveau=region") != same
    assert tag("/taux?date=2025-01-31&niveau=departement") != same


def test_what_names_its_day_and_its_publication_is_kept_an_hour(api):
    pinned = api("/taux?niveau=region&date=2025-01-31&registre=1")
    assert pinned.entetes["cache-control"] == "public, max-age=3600"
    free = api("/taux?niveau=region")
    assert free.entetes["cache-control"] == "public, max-age=0, must-revalidate"


def test_a_large_answer_is_packed_for_who_can_unpack_it(api):
    plain = api("/taux?niveau=departement&date=2025-01-31")
    packed = api("/taux?niveau=departement&date=2025-01-31", entetes={"Accept-Encoding": "gzip"})
    assert packed.entetes["content-encoding"] == "gzip"
    assert packed.texte == plain.contenu
    assert len(packed.contenu) * 5 < len(plain.contenu)
    assert "Accept-Encoding" in packed.entetes["vary"]


def test_head_has_the_headers_and_no_content(api):
    whole = api("/taux?niveau=region&date=2025-01-31")
    head = api("/taux?niveau=region&date=2025-01-31", "HEAD")
    assert (head.statut, head.contenu) == (200, b"")
    assert head.entetes == whole.entetes
    assert api("/contrats/inconnu", "HEAD").contenu == b""


def test_the_page_of_another_site_may_read_and_only_read(api):
    for adresse in ("/taux?niveau=region", "/contrats/inconnu"):
        answer = api(adresse, entetes={"Origin": "https://ailleurs.example"})
        assert answer.entetes["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.entetes
    before = api(
        "/taux",
        "OPTIONS",
        {"Origin": "https://ailleurs.example", "Access-Control-Request-Method": "GET"},
    )
    assert before.statut == 204
    assert before.entetes["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_pages_follow_one_another_both_ways(api):
    first = api("/contrats?region=53&limit=7&date=2025-01-31").json
    ways = {one["rel"]: one["href"] for one in first["links"]}
    assert "prev" not in ways
    second = api(ways["next"]).json
    back = {one["rel"]: one["href"] for one in second["links"]}["prev"]
    assert api(back).json["resultats"] == first["resultats"]
    seen = [one["id"] for page in (first, second) for one in page["resultats"]]
    assert len(set(seen)) == 14
    assert first["numberMatched"] > 14


def test_a_page_beyond_the_last_one_is_empty(api):
    answer = api("/contrats?offset=9000").json
    assert (answer["resultats"], answer["numberReturned"]) == ([], 0)
    assert answer["numberMatched"] > 600


def test_the_ways_to_other_pages_are_a_header_too(api):
    link = api("/taux?niveau=commune&limit=3&date=2025-01-31").entetes["link"]
    assert f'<{RACINE}/taux?niveau=commune&limit=3&date=2025-01-31&offset=3>; rel="next"' in link


@pytest.mark.parametrize(
    ("entetes", "racine"),
    [
        ({}, "http://atlas.example/sante/atlas/api/v1"),
        ({"X-Forwarded-Proto": "https"}, "https://atlas.example/sante/atlas/api/v1"),
        ({"X-Forwarded-Proto": "javascript"}, "http://atlas.example/sante/atlas/api/v1"),
        ({"Host": "[::1]:8501"}, "http://[::1]:8501/sante/atlas/api/v1"),
        ({"Host": 'x"/><script>'}, "http://127.0.0.1:8501/sante/atlas/api/v1"),
    ],
)
def test_links_are_those_of_the_reader_below_the_sub_path(entetes, racine):
    below = Client(build_api("/sante/atlas"), "/sante/atlas")
    answer = below("/collections", entetes=entetes).json
    assert answer["links"][0]["href"] == f"{racine}/collections"


def addresses(told: object) -> set[str]:
    """Every address of the API that an answer gives, at whatever depth."""
    if isinstance(told, dict):
        here = {told["href"]} if str(told.get("href", "")).startswith(RACINE) else set()
        return here.union(*map(addresses, told.values()))
    return set().union(*map(addresses, told)) if isinstance(told, list) else set()


@pytest.mark.parametrize(
    "adresse",
    [
        "/territoires/epci/200068120?",
        "/contrats?limit=2&",
        "/contrats/cls-29-cob-2?",
        "/perimetres/cls-29-cob-2?",
        "/collections/perimetres/items?limit=2&offset=2&",
        "/collections/regions/items/53?",
    ],
)
def test_links_keep_the_day_and_the_way_of_counting_and_lead_somewhere(api, adresse):
    how = "date=2024-01-31&population=2018&perimetre=signature&registre=1"
    ways = addresses(api(f"{adresse}{how}").json)
    assert ways
    for way in ways:
        answer = api(way)
        assert answer.statut == 200, way
        assert "registre=1" in way
    assert any("population=2018" in way and "date=2024-01-31" in way for way in ways)


@pytest.mark.parametrize("operation", CHIFFREES, ids=lambda operation: operation.nom)
def test_every_figure_says_its_day_population_publication_sources_and_certainty(api, operation):
    told = api(operation.exemples[-1].adresse).json
    assert told["publication"] == 1
    assert told["annee_population"] in range(2016, 2024)
    assert {one["quoi"] for one in told["sources"]} == {"contrats", "population", "territoires"}
    assert str(told["annee_population"]) in told["sources"][1]["source"]
    assert set(told["certitude"]) == {"atteste", "recense", "plafond", "publie"}
    assert len(told["jour"]) == len("2025-01-31")


def test_a_day_of_which_little_is_known_is_said_so(api):
    early = api("/taux?niveau=france&date=2005-01-01").json["avertissements"]
    late = api("/taux?niveau=france&date=2040-01-01").json["avertissements"]
    assert "2010" in early[0]["fr"]
    assert "no contract" in early[0]["en"]
    assert "relevé" in late[0]["fr"]
    assert api("/taux?niveau=france&date=2025-01-31").json["avertissements"] == []


def test_a_code_of_before_leads_to_the_territory_of_today_and_says_so(api):
    told = api("/territoires/commune/1053").json
    assert told["territoire"]["code"] == "01053"
    assert "zéro initial" in told["avertissements"][0]["fr"]


def test_a_fault_nobody_foresaw_is_told_without_its_secrets(api, monkeypatch, caplog):
    def breaks(*_: object) -> None:
        raise RuntimeError("secret/path")

    monkeypatch.setattr("api.ressources.taux.table_de_certitude", breaks)
    logger = logging.getLogger("atlas.api")  # its parent may write for itself alone
    logger.addHandler(caplog.handler)
    answer = api("/taux?niveau=region&date=2031-05-05")
    assert (answer.statut, answer.json["code"]) == (500, "erreur")
    assert "secret" not in json.dumps(answer.json)
    logger.removeHandler(caplog.handler)
    assert "réponse impossible" in caplog.text
