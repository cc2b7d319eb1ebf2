"""A paper bears the head, the number and the signature of the body that issues it."""

import pytest

from doithoai.documents.letterheads import issuer_of, signer_of
from doithoai.documents.papers.base import Signer
from tests.factories.organisations import Place, tan_lach

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return tan_lach()


def test_peoples_committee_stands_in_two_lines_and_numbers_by_year(place):
    issuer = issuer_of(place.government)

    assert (issuer.name, issuer.parent, issuer.code, issuer.place, issuer.term) == (
        "ỦY BAN NHÂN DÂN\nXÃ TÂN LẠCH",
        "",
        "UBND",
        "Tân Lạch",
        "",
    )


def test_party_committee_names_its_upper_body_and_numbers_by_term(place):
    issuer = issuer_of(place.party)

    assert (issuer.name, issuer.parent, issuer.term) == (
        "ĐẢNG ỦY XÃ TÂN LẠCH",
        "ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG",
        "2025-2030",
    )


def test_agency_stands_under_its_peoples_committee(place):
    assert issuer_of(place.economy).parent == "ỦY BAN NHÂN DÂN XÃ TÂN LẠCH"


def test_deputy_chair_signs_for_the_chair(place):
    assert signer_of(place.deputy_chair, "Phó Chủ tịch Thử") == Signer(
        name="Phó Chủ tịch Thử", title="PHÓ CHỦ TỊCH", on_behalf="TM. ỦY BAN NHÂN DÂN", acting_for="KT. CHỦ TỊCH"
    )


def test_party_secretary_signs_for_the_standing_board(place):
    signer = signer_of(place.party_head, "Bí thư Thử")

    assert (signer.on_behalf, signer.acting_for, signer.title) == ("T/M BAN THƯỜNG VỤ", "", "BÍ THƯ")
