"""What an answer has and lacks, by the contents that its own regulation lists."""

from doithoai import regulations as law
from doithoai.petitions.validators import AnswerCheck, check_answer
from doithoai.regulations.schema import Item

LISTED = law.get("hai-phong-1155").items("reply_contents")


def test_answer_is_read_against_the_contents_of_its_regulation():
    assert check_answer("Xã đã tiếp nhận ý kiến.", LISTED) == [
        AnswerCheck("yes", "Có kết quả tiếp nhận", "HP-10.2-content", "Điều 10 khoản 2"),
        AnswerCheck("missing", "Chưa thấy hướng chỉ đạo giải quyết", "HP-10.2-content", "Điều 10 khoản 2"),
    ]


def test_regulation_that_lists_no_contents_asks_for_none():
    assert check_answer("Xã đã tiếp nhận ý kiến.", law.get("kon-tum-04").items("reply_contents")) == []


def test_content_that_no_words_give_away_is_only_named():
    item = Item(code="legal_basis", clause="VD-1", citation="Điều 1", vi="Căn cứ pháp luật", en="Legal basis")

    assert check_answer("Xã sẽ sửa đường.", [item]) == [
        AnswerCheck("care", "Tự soát: căn cứ pháp luật", "VD-1", "Điều 1")
    ]


def test_words_that_may_give_somebody_away_are_found_under_any_regulation():
    assert check_answer("Gọi 0912 000 018.") == [AnswerCheck("care", "Có thể lộ người khác", found="0912 000 018")]
