"""What several tests read of a page that was run."""

from datetime import date

from streamlit.testing.v1 import AppTest


def assert_nothing_wrong(page: AppTest) -> None:
    """Nothing failed, and no error is shown."""
    assert not page.exception
    assert not page.error


def sentence(page: AppTest) -> str:
    """Return the answer, without the marks of Markdown."""
    text = next(one.value for one in page.markdown if one.value.startswith("## "))
    return text.removeprefix("## ").replace("*", "").replace("\\", "")


def texts(page: AppTest) -> str:
    """Return what a page says: titles, texts, and what is written in HTML."""
    found = [one.value for one in (*page.title, *page.markdown, *page.header, *page.caption)]
    return "\n".join([*found, *(one.proto.body for one in page.get("html"))])


def address(page: AppTest, jour: date) -> dict[str, str]:
    """Return the parameters of the address, that of the day left out."""
    found = dict(page.query_params)
    assert found.pop("date") == jour.isoformat()
    return found
