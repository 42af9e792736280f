"""``python -m geo chercher``: what scripts depend on."""

import io
import json

import pandas as pd
import pytest

from geo.__main__ import main


def test_command_line_gives_the_documented_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chercher", "saint denis", "--limite", "2", "--format", "csv"]) == 0
    rows = pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=str)
    first = ["rang", "niveau", "code", "nom", "departement", "population"]
    assert list(rows) == [*first, "pourquoi"]
    assert rows["code"].tolist() == ["97411", "93066"]
    assert main(["chercher", "2A", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0] == {
        "rang": 1,
        "niveau": "departement",
        "code": "2A",
        "nom": "Corse-du-Sud",
        "departement": "Corse-du-Sud (2A)",
        "population": 168306,
        "pourquoi": "",
    }


@pytest.mark.parametrize(
    ("kind", "empty"),
    [
        ("table", "no row\n"),
        ("csv", "rang,niveau,code,nom,departement,population,pourquoi\n"),
        ("json", []),
    ],
)
def test_command_line_that_finds_nothing_says_so_apart(
    kind: str, empty: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chercher", "zzzzzz", "--format", kind]) == 0
    captured = capsys.readouterr()
    assert (json.loads(captured.out) if kind == "json" else captured.out) == empty
    assert captured.err == "note: no territory matches this text\n"


@pytest.mark.parametrize("limite", ["0", "-1", "cinq", "1.5"])
def test_command_line_refuses_a_limit_that_is_no_positive_integer(
    limite: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["chercher", "paris", f"--limite={limite}"])
    assert stop.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
