"""Static files are stamped and packed."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client


def test_address_carries_the_mark_of_the_content():
    assert re.fullmatch(r"/static/doithoai/theme\.css\?v=[0-9a-f]{8}", static("doithoai/theme.css"))


def test_font_has_the_plain_address_that_the_style_sheet_names():
    name = "doithoai/fonts/be-vietnam-pro-latin-400-normal.woff2"

    assert static(name) == f"/static/{name}"


@pytest.mark.parametrize("name", ["theme.css", "icons.svg", "doithoai.js"])
def test_text_goes_out_packed_to_who_can_unpack_it(name):
    plain = Client().get(f"/static/doithoai/{name}")
    packed = Client().get(f"/static/doithoai/{name}", headers={"Accept-Encoding": "gzip, br"})

    whole, small = b"".join(plain.streaming_content), b"".join(packed.streaming_content)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small) == whole
    assert packed.headers["Vary"] == "Accept-Encoding"


def test_font_is_not_packed_again():
    response = Client().get(
        "/static/doithoai/fonts/be-vietnam-pro-latin-400-normal.woff2", headers={"Accept-Encoding": "gzip"}
    )

    assert b"".join(response.streaming_content).startswith(b"wOF2")
    assert "Content-Encoding" not in response.headers


def test_no_vendored_file_names_a_map_that_is_not_there():
    script = Path(str(finders.find("doithoai/htmx-2.0.11.min.js")))

    assert "sourceMappingURL" not in script.read_text(encoding="utf-8")


@pytest.mark.django_db
@pytest.mark.urls("tests.screens.sample_pages")
def test_public_page_weighs_at_most_100_kilobytes(settings):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [settings.BASE_DIR / "tests/screens/templates"]}]
    page = Client().get("/portal/").content
    files = set(re.findall(r"/static/[^\"?#]+", page.decode()))
    fonts = {f"/static/doithoai/fonts/{path.name}" for path in FONTS.glob("*.woff2")}

    weight = len(page) + sum(_packed_size(path) for path in files | fonts)

    # Nothing here is dropped by the 9 % that the heads of eight responses take.
    assert weight <= 91_000


FONTS = Path(str(finders.find("doithoai/theme.css"))).parent / "fonts"


def _packed_size(path: str) -> int:
    response = Client().get(path, headers={"Accept-Encoding": "gzip"})
    return len(b"".join(response.streaming_content))
