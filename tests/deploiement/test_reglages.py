"""What an administrator reads is what the code, the containers and systemd do."""

import re
from pathlib import Path

import pytest
import yaml
from streamlit import config

from data.paths import DOSSIER_PROJET

DOSSIER = DOSSIER_PROJET / "deploiement"
PAGE = (DOSSIER / "README.md").read_text(encoding="utf-8")
TABLE = PAGE.split("## Réglages")[1].split("\n## ")[0]
REGLAGE = re.compile(r"\b(?:ATLAS|POSTGRES)_[A-Z0-9_]*[A-Z0-9]\b")
DE_STREAMLIT = re.compile(r"\bSTREAMLIT_[A-Z]+_[A-Z_]*[A-Z]\b")
CODE = ("serveur.py", "dashboard.py", "service", "pages", "components", "geo", "data", "api")
DEPLOIEMENT = ("compose.yaml", "Containerfile", "atlas.env.exemple", "systemd", "nginx")
# Those of the image of PostgreSQL, set by compose.yaml alone.
DE_POSTGRESQL = {"POSTGRES_USER", "POSTGRES_DB"}


def _texts(root: Path, names: tuple[str, ...]) -> str:
    paths = [one for name in names for one in [root / name, *(root / name).rglob("*")]]
    return "\n".join(
        one.read_text(encoding="utf-8")
        for one in paths
        if one.is_file() and one.suffix not in {".pyc", ".csv", ".json", ".gz", ".svg"}
    )


def _lus() -> set[str]:
    """Settings that the code, the containers or systemd read."""
    code = _texts(DOSSIER_PROJET, tuple(one for one in CODE if (DOSSIER_PROJET / one).exists()))
    return set(REGLAGE.findall(code + _texts(DOSSIER, DEPLOIEMENT))) - DE_POSTGRESQL


def test_every_setting_is_explained_to_the_administrator_and_nothing_else():
    assert _lus() == set(REGLAGE.findall(TABLE))


def test_every_setting_of_streamlit_exists():
    options = {one.env_var for one in config.get_config_options().values()}
    named = set(DE_STREAMLIT.findall(PAGE + _texts(DOSSIER, DEPLOIEMENT)))
    assert named
    assert named <= options


def test_the_owner_of_a_desk_is_never_the_one_of_a_server():
    assert "ATLAS_PROPRIETAIRE" not in _texts(DOSSIER, DEPLOIEMENT)


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((DOSSIER / "compose.yaml").read_text(encoding="utf-8"))


def test_the_two_instances_are_the_same(compose):
    assert compose["services"]["atlas1"] == compose["services"]["atlas2"]


def test_nginx_is_given_every_name_of_its_template(compose):
    nginx = compose["services"]["nginx"]
    template, target, _ = nginx["volumes"][0].split(":")
    names = set(re.findall(r"\$\{(ATLAS_\w+)\}", (DOSSIER / template).read_text(encoding="utf-8")))
    assert target.startswith("/etc/nginx/templates/")
    assert names == set(nginx["environment"])
    assert all(name in PAGE for name in names)


def test_what_compose_asks_for_is_in_the_example(compose):
    asked = set(re.findall(r"\$\{(\w+)", (DOSSIER / "compose.yaml").read_text(encoding="utf-8")))
    example = (DOSSIER / "atlas.env.exemple").read_text(encoding="utf-8")
    assert asked <= set(re.findall(r"^(\w+)=", example, re.M))


def test_every_command_of_compose_is_given_its_secrets():
    """Compose reads them for each command, and stops at the first that is not there."""
    commands = re.findall(r"^docker compose .*$", PAGE, re.M)
    assert len(commands) >= 5
    for command in commands:
        assert "--env-file deploiement/atlas.env --file deploiement/compose.yaml" in command


def test_nginx_looks_for_the_instances_again_when_they_are_made_anew(compose):
    waited = compose["services"]["nginx"]["depends_on"]
    assert set(waited) == {"atlas1", "atlas2"}
    assert all(one["restart"] is True for one in waited.values())


def test_the_files_that_compose_and_the_page_name_are_there(compose):
    build = compose["services"]["atlas1"]["build"]
    assert (DOSSIER / build["context"] / build["dockerfile"]).is_file()
    named = set(re.findall(r"deploiement/([\w@./-]+\.\w+)", PAGE)) - {"atlas.env"}
    assert named
    assert {name for name in named if not (DOSSIER / name).exists()} == set()


def test_the_image_holds_the_program_and_not_its_tests_nor_its_secrets():
    kept_out = (DOSSIER_PROJET / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {"tests", "bench", ".git", ".venv", "var"} <= set(kept_out)
    secrets = (DOSSIER / ".gitignore").read_text(encoding="utf-8").split()
    assert {f"deploiement/{one.rstrip('/')}" for one in secrets} <= set(kept_out)
    needed = {*CODE, ".streamlit", "requirements.lock", "LICENSE"}
    assert needed & set(kept_out) == set()


def test_the_service_stops_as_it_is_asked_and_writes_where_it_may():
    unit = (DOSSIER / "systemd" / "atlas@.service").read_text(encoding="utf-8")
    lines = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line)
    assert lines["User"] == "atlas"
    assert "/var/lib/" + lines["StateDirectory"] in lines["Environment"]
    assert "--server.address=127.0.0.1" in lines["ExecStart"]
    assert lines["EnvironmentFile"] in PAGE


def test_nginx_lets_through_the_largest_file_that_the_atlas_takes():
    options = (DOSSIER_PROJET / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    taken = int(re.search(r"^maxUploadSize = (\d+)$", options, re.M)[1])  # MB
    template = (DOSSIER / "nginx" / "atlas.conf.template").read_text(encoding="utf-8")
    assert int(re.search(r"client_max_body_size (\d+)m;", template)[1]) > taken
