"""The demo's accounts: one for each role, all made up, all with the same password."""

from dataclasses import dataclass

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.config.demo.places import SINCE
from doithoai.organisations.models import Body, Holding, Membership, Post

PASSWORD = "tan-lach-2026"  # noqa: S105 -- printed on the screen of whoever starts the demo


@dataclass(frozen=True, slots=True)
class _Person:
    username: str
    full_name: str
    title: str
    memberships: tuple[tuple[str, Role], ...]
    post: str = ""


PEOPLE = (
    _Person("vanphong", "Lê Thu Ngân", "Chuyên viên Văn phòng HĐND và UBND", (("office", Role.CLERK),)),
    _Person("vpdanguy", "Đoàn Minh Khuê", "Chuyên viên Văn phòng Đảng ủy", (("party_office", Role.CLERK),)),
    _Person("chutich", "Vũ Đình Hải", "Chủ tịch UBND xã", (("government", Role.HOST),), "Chủ tịch UBND xã"),
    _Person("bithu", "Phạm Hồng Quân", "Bí thư Đảng ủy xã", (("party", Role.HOST),), "Bí thư Đảng ủy xã"),
    _Person("phochutich", "Ngô Thị Lan", "Phó Chủ tịch UBND xã", (("government", Role.HOST),), "Phó Chủ tịch UBND xã"),
    _Person("thuky", "Trịnh Văn Sơn", "Thư ký hội nghị", (("office", Role.SECRETARY),)),
    _Person("kinhte", "Bùi Thị Mai", "Chuyên viên Phòng Kinh tế", (("economy", Role.AGENCY_OFFICER),)),
    _Person("tpkinhte", "Hoàng Gia Bảo", "Trưởng phòng Kinh tế", (("economy", Role.AGENCY_HEAD),)),
    _Person("vanhoa", "Đặng Thùy Dương", "Chuyên viên Phòng Văn hóa - Xã hội", (("culture", Role.AGENCY_OFFICER),)),
    _Person("tpvanhoa", "Lương Quốc Việt", "Trưởng phòng Văn hóa - Xã hội", (("culture", Role.AGENCY_HEAD),)),
    _Person("congan", "Nguyễn Tiến Dũng", "Cán bộ Công an xã", (("police", Role.AGENCY_OFFICER),)),
    _Person("truongcongan", "Tạ Văn Lực", "Trưởng Công an xã", (("police", Role.AGENCY_HEAD),)),
    _Person("mattran", "Mai Thị Hạnh", "Phó Chủ tịch MTTQ xã", (("front", Role.FRONT),)),
    _Person("danvan", "Cao Bá Thành", "Ban Tuyên giáo và Dân vận", (("mobilisation", Role.MASS_MOBILISATION),)),
    _Person("thanhpho", "Đinh Quang Vinh", "Văn phòng UBND thành phố", (("city_government", Role.UPPER_LEVEL),)),
    _Person("quantri", "Trần Công Nghệ", "Quản trị hệ thống", (("office", Role.ADMINISTRATOR),)),
)


def make(bodies: dict[str, Body]) -> None:
    """Make the accounts, what they do for which body, and who holds which post."""
    for person in PEOPLE:
        account = Account.objects.create_user(person.username, PASSWORD, full_name=person.full_name, title=person.title)
        for body, role in person.memberships:
            Membership.objects.create(account=account, body=bodies[body], role=role, valid_from=SINCE)
        if person.post:
            post = Post.objects.get(title=person.post, body__unit=bodies["government"].unit)
            Holding.objects.create(post=post, account=account, valid_from=SINCE)


def sign_ins() -> str:
    """Return one line an account that is there, with what it stands for."""
    present = set(Account.objects.filter(username__in=[p.username for p in PEOPLE]).values_list("username", flat=True))
    lines = [f"  {person.username:<14}{person.title}" for person in PEOPLE if person.username in present]
    return "\n".join([f"\nTài khoản dùng thử, mật khẩu chung: {PASSWORD}", *lines, ""]) if lines else ""
