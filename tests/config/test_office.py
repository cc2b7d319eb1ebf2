"""Setting an office up from a file."""

from datetime import date

import pytest

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.config.cli import main
from doithoai.config.office import laying, plan
from doithoai.config.office.plan import SAMPLE, BadOffice
from doithoai.organisations.models import Body, Holding, Membership, Post, Unit

ONE_UNIT = """
units:
  - code: AN
    name: xã An Hải
    level: commune
    seat: An Hải
    regulations: hai-phong-1155
    since: 2025-07-01
    bodies:
      - symbol: UBND
        name: Ủy ban nhân dân xã An Hải
        short_name: UBND xã
        kind: government
        posts:
          - {title: Phó Chủ tịch, role: government_head, deputy_of: Chủ tịch}
          - {title: Chủ tịch, role: government_head, host_office: VP, holder: anna}
        people:
          - {username: anna, name: Anna, role: host}
      - symbol: VP
        name: Văn phòng xã An Hải
        short_name: Văn phòng
        kind: council_government_office
"""


@pytest.fixture
def office(tmp_path):
    """Write a file and return its path."""

    def write(text: str = ONE_UNIT):
        path = tmp_path / "don-vi.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.django_db
def test_file_becomes_units_bodies_posts_and_people(office):
    laid = laying.lay(plan.read(office()))

    assert (laid.units, laid.bodies, laid.posts, list(laid.passwords)) == (1, 2, 2, ["anna"])
    chair = Post.objects.get(title="Chủ tịch")
    assert chair.host_office == Body.objects.get(symbol="VP")
    assert Post.objects.get(title="Phó Chủ tịch").deputy_of == chair
    assert Holding.objects.get().account == Account.objects.get(username="anna")
    assert Membership.objects.get().role == Role.HOST


@pytest.mark.django_db
def test_first_password_opens_the_account(office):
    laid = laying.lay(plan.read(office()))

    assert Account.objects.get().check_password(laid.passwords["anna"])


@pytest.mark.django_db
def test_second_run_adds_only_what_is_new(office):
    laying.lay(plan.read(office()))
    Unit.objects.update(name="xã An Hải, tên mới")
    added = "          - {username: ben, name: Ben, role: host}\n      - symbol: VP"

    laid = laying.lay(plan.read(office(ONE_UNIT.replace("      - symbol: VP", added))))

    assert (laid.units, laid.bodies, laid.posts, list(laid.passwords)) == (0, 0, 0, ["ben"])
    assert Unit.objects.get().name == "xã An Hải, tên mới"


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("level: commune", "level: village", "units › mục 1 › level: không có giá trị “village”"),
        ("    seat: An Hải\n", "", "units › mục 1: thiếu khóa “seat”"),
        ("    seat: An Hải\n", "    seats: An Hải\n", "units › mục 1: không có khóa “seats”"),
        ("since: 2025-07-01", "since: hôm qua", "units › mục 1 › since: phải là một ngày dạng 2025-07-01"),
        ("hai-phong-1155", "hai-phong-9999", "units AN › regulations: Không có quy định «hai-phong-9999»"),
        ("name: xã An Hải\n    level", "name: ''\n    level", "units › mục 1 › name: không được để trống"),
        ("role: host}", "role: host, role2: x}", "units › mục 1 › bodies › mục 1 › people › mục 1: không có khóa"),
        ("units:", "unit:", "phải bắt đầu bằng mục “units:”"),
        ("units:", "units: [", "sai cú pháp YAML"),
    ],
)
def test_odd_file_is_refused_with_place_and_mend(office, wrong, right, said):
    assert wrong in ONE_UNIT

    with pytest.raises(BadOffice) as refused:
        plan.read(office(ONE_UNIT.replace(wrong, right)))

    assert said in str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("host_office: VP", "host_office: XX", "không có cơ quan mang ký hiệu “XX”"),
        ("holder: anna", "holder: carla", "không có tài khoản “carla”"),
        ("deputy_of: Chủ tịch", "deputy_of: Trưởng thôn", "không có chức danh “Trưởng thôn”"),
        ("    level: commune", "    level: commune\n    parent: XX", "chưa có đơn vị mang mã “XX”"),
    ],
)
def test_name_that_leads_nowhere_leaves_nothing_half_done(office, wrong, right, said):
    with pytest.raises(BadOffice) as refused:
        laying.lay(plan.read(office(ONE_UNIT.replace(wrong, right))))

    assert said in str(refused.value)
    assert (Unit.objects.count(), Account.objects.count()) == (0, 0)


def test_file_of_another_encoding_is_refused(tmp_path):
    path = tmp_path / "don-vi.yaml"
    path.write_bytes(ONE_UNIT.encode("utf-16"))

    with pytest.raises(BadOffice, match="UTF-8"):
        plan.read(path)


@pytest.mark.django_db
def test_sample_can_be_printed_and_used(tmp_path, capsys):
    main(["setup", "--sample"])
    path = tmp_path / "mau.yaml"
    path.write_text(capsys.readouterr().out, encoding="utf-8")

    status = main(["setup", str(path)])

    assert status == 0
    assert path.read_text(encoding="utf-8") == SAMPLE.read_text(encoding="utf-8")
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)
    assert "Mật khẩu lần đầu chỉ hiện một lần này." in capsys.readouterr().out


@pytest.mark.django_db
def test_administrator_belongs_to_the_office(office):
    laying.lay(plan.read(office()))

    laying.add_administrator(
        unit_code="AN", username="ben", name=" Ben ", password="mot-mat-khau", on=date(2026, 11, 2)
    )

    made = Membership.objects.get(role=Role.ADMINISTRATOR)
    assert (made.account.full_name, made.body.symbol, made.valid_from) == ("Ben", "VP", date(2026, 11, 2))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("unit", "username", "password", "said"),
    [
        ("XX", "ben", "mot-mat-khau", "Chưa có đơn vị “XX”"),
        ("AN", "anna", "mot-mat-khau", "“anna” đã có người dùng"),
        ("AN", "ben", "ngan", "Mật khẩu chưa đạt"),
    ],
)
def test_administrator_is_refused_with_a_reason(office, unit, username, password, said):
    laying.lay(plan.read(office()))

    with pytest.raises(BadOffice, match=said):
        laying.add_administrator(unit_code=unit, username=username, name="Ben", password=password, on=date(2026, 11, 2))
