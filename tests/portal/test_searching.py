"""The public search looks through what was released, and through nothing else."""

import pytest

from doithoai.petitions.models import Petition
from tests.factories import public
from tests.factories.organisations import tan_lach
from tests.factories.petitions import petition

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        pytest.param("duong lien thon", True, id="the released title, without marks"),
        pytest.param("khao sat", True, id="the released answer"),
        pytest.param("nguyen thi kin", False, id="a name in the words received"),
        pytest.param("nuoc sinh hoat", False, id="a petition that was never released"),
    ],
)
def test_stranger_finds_published_text_only(client, asked, finds):
    place = tan_lach()
    held = public.held(place)
    shown = public.promise(
        place,
        held,
        "Sửa đường liên thôn",
        answer="Đã giao khảo sát.",
        text="Bà Nguyễn Thị Kín báo đường liên thôn hỏng",
    )
    petition(place, held, text="Nước sinh hoạt đục")

    page = client.get("/loi-hua/", {"q": asked})

    assert Petition.objects.count() == 2
    assert page.status_code == 200
    assert (shown.public_title in page.content.decode()) == finds
    assert "Kín" not in page.content.decode()
    assert "Nước sinh hoạt đục" not in page.content.decode()
