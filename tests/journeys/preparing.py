"""The first half of a journey: from the yearly plan to the eve of the conference.

What differs from one regulation to another is asked of the screen: which channels, which papers, which fields.
"""

from collections.abc import Callable
from pathlib import Path

from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Body
from doithoai.petitions.enums import AssignmentState, PetitionState
from doithoai.petitions.models import Assignment, Petition
from tests.journeys.office import Office, Receipt, Screen

Look = Callable[[Screen], None]
_ACTIONS = "all => all.map(one => one.getAttribute('action'))"
_TOPIC = "Giao thông, nước sạch"


def plan_the_year(office: Office) -> None:
    office.on(office.course.planned)
    year = office.course.planned.year
    with office.person(office.course.clerk) as clerk:
        clerk.go("/ban/")
        clerk.go("/ban/ke-hoach/")
        clerk.go(f"/ban/ke-hoach/{year}/them/")
        clerk.fill(post=str(office.course.posts()[0].pk), planned_on=f"{office.course.held:%d/%m/%Y}", topic=_TOPIC)
        clerk.press("Thêm")
        clerk.go(f"/ban/ke-hoach/{year}/phe-duyet/")
        clerk.fill(number="41/KH-UBND", approved_on=f"{office.course.planned:%d/%m/%Y}")
        clerk.press("Phê duyệt")
        assert "41/KH-UBND" in clerk.text


def open_the_dialogue(office: Office, look: Look) -> str:
    """Fill the form, let `look` read the dates that it shows before anything is saved, then open; return the code."""
    course = office.course
    office.on(course.opened)
    presiding, *with_ = course.posts()
    with office.person(course.clerk) as clerk:
        clerk.go("/ban/ke-hoach/")
        clerk.follow("Mở cuộc")
        for post in with_:
            clerk.fill(**{f"host{post.pk}": "with"})
        clerk.fill(**{f"host{presiding.pk}": "presides", "host_office": str(presiding.host_office_id)})
        for n, (name, kind) in enumerate(course.places):
            clerk.page.locator(f"main [name='place{n}']").evaluate(
                "e => e.closest('details')?.setAttribute('open', '')"
            )
            clerk.fill(**{f"place{n}": name})
            if kind:
                clerk.fill(**{f"kind{n}": kind})
        clerk.fill(day0=f"{course.held:%d/%m/%Y}", topic=_TOPIC, participants="Nhân dân 11 thôn")
        clerk.fill(collects_until=f"{course.written:%d/%m/%Y}")
        clerk.press("Xem các mốc")
        look(clerk)
        clerk.press("Mở cuộc đối thoại")
    dialogue = Dialogue.objects.latest("pk")
    assert dialogue.state == "preparing"
    return dialogue.code


def collect(office: Office, base: str, sheet: tuple[Path, int]) -> tuple[int, Receipt]:
    """Take in a whole sheet, one petition at the counter and one by the portal; return how many, and its receipt."""
    path, count = sheet
    before = Petition.objects.count()
    office.on(office.course.received)
    with office.person(office.course.clerk) as clerk:
        clerk.go(f"{base}kien-nghi/")
        clerk.go(f"{base}kien-nghi/nhap/")
        clerk.page.set_input_files("main [name='file']", path)
        clerk.press("Xem trước")
        assert str(count) in clerk.text
        clerk.press("Nhập")
        clerk.go(f"{base}kien-nghi/them/")
        clerk.fill(text="Cống thoát nước đầu thôn Cầu Đá bị tắc, mưa là ngập.", place="Thôn Cầu Đá")
        clerk.fill(full_name="Nguyễn Thị Mận", phone="0912000017", reply_channel="counter")
        clerk.press("Ghi và cấp biên nhận")
    with office.person("") as citizen:
        citizen.go("/")
        citizen.go("/gui/")
        citizen.fill(text="Loa truyền thanh thôn Đông hỏng từ tháng Bảy.", place="Thôn Đông")
        citizen.fill(full_name="Phạm Văn Sự", phone="0912000019", reply_channel="portal")
        citizen.press("Gửi")
        receipt = Receipt(citizen.page.inner_text(".slip .code"), citizen.page.inner_text(".slip .secret"))
    assert Petition.objects.count() == before + count + 2
    return count + 2, receipt


def triage_and_assign(office: Office, base: str) -> None:
    office.on(office.course.triaged)
    agency = Body.objects.get(symbol="PKT")
    with office.person(office.course.clerk) as clerk:
        while Petition.objects.filter(state=PetitionState.RECEIVED).exists():
            clerk.go(f"{base}kien-nghi/?xem=untriaged")
            clerk.tick_all()
            clerk.page.locator("main select[name='linh-vuc']").last.select_option("transport")
            clerk.press("Phân loại")
        while Petition.objects.filter(state=PetitionState.TRIAGED).exists():
            clerk.go(f"{base}kien-nghi/?xem=unassigned")
            clerk.tick_all()
            clerk.page.locator("main select[name='co-quan']").last.select_option(agency.key)
            clerk.press("Giao việc")
            clerk.press("Giao việc")
        clerk.go(f"{base}phan-cong/")


def answer(office: Office, base: str, count: int) -> list[str]:
    """Let the agency accept all, write three answers, and its head approve them."""
    office.on(office.course.answered)
    asked = Assignment.objects.filter(petition__dialogue__code=_code(base))
    codes = list(asked.order_by("petition__code").values_list("petition__code", flat=True)[:3])
    with office.person("kinhte") as officer:
        officer.go("/ban/")
        while asked.filter(state=AssignmentState.SENT).exists():
            officer.go("/ban/viec-duoc-giao/?xem=new")
            officer.tick_all()
            officer.press("Nhận")
        for code in codes:
            officer.go(f"/ban/kien-nghi/{code}/")
            officer.fill(text="Đã tiếp nhận, kiểm tra tại chỗ. Hướng giải quyết: sửa trong quý tới.")
            officer.press("trình thủ trưởng")
    with office.person("tpkinhte") as head:
        for code in codes:
            head.go(f"/ban/kien-nghi/{code}/")
            head.press("Duyệt")
    assert asked.filter(state__in=[AssignmentState.ACCEPTED, AssignmentState.DONE]).count() == count
    return codes


def _code(base: str) -> str:
    return base.rstrip("/").rpartition("/")[2]


def approve_the_plan(office: Office, base: str, look: Look = lambda _screen: None) -> None:
    """Name the secretary, ask an agency, write what the people are told, fill what the text wants of a plan."""
    office.on(office.course.approved)
    with office.person(office.course.clerk) as clerk:
        clerk.go(f"{base}ke-hoach/")
        look(clerk)
        clerk.go(f"{base}ke-hoach/thu-ky/")
        clerk.page.locator("main select[name='secretary']").select_option(label=_secretary(clerk))
        clerk.press("Cử thư ký")
        clerk.go(f"{base}ke-hoach/giao-viec/")
        agency = Body.objects.get(symbol="PKT")
        clerk.page.locator("main select[name='body']").select_option(str(agency.pk))
        clerk.fill(what="Chuẩn bị số liệu đường thôn")
        clerk.press("Giao")
        clerk.go(f"{base}ke-hoach/thong-bao-voi-dan/")
        for box in clerk.page.locator("main [name='items']").all():
            box.check(force=True)
        clerk.press("Lưu")
        _fill_the_texts_own_fields(clerk, base)
        clerk.go(f"{base}ke-hoach/")
        for form in clerk.page.locator("main form[action$='/lap/']").evaluate_all(_ACTIONS):
            clerk.page.locator(f"main form[action='{form}'] button").first.click()
            clerk.page.wait_for_load_state("load")
    with office.person(office.course.host) as host:
        host.go(f"{base}ke-hoach/phe-duyet/")
        host.press("Phê duyệt")


def _secretary(clerk: Screen) -> str:
    return next(label for label in clerk.texts("main select[name='secretary'] option") if "Trịnh Văn Sơn" in label)


def _fill_the_texts_own_fields(clerk: Screen, base: str) -> None:
    clerk.go(f"{base}ke-hoach/noi-dung/")
    fields = clerk.page.locator("main [name^='own-']").all()
    for field in fields:
        field.fill("Do chủ trì định")
    if fields:
        clerk.press("Lưu")


def announce(office: Office, base: str, look: Look = lambda _screen: None) -> None:
    """Write the notice, invite, and publish it by every channel that the page lists."""
    office.on(office.course.announced)
    with office.person(office.course.clerk) as clerk:
        clerk.go(f"{base}thong-bao/")
        look(clerk)
        clerk.go(f"{base}thong-bao/soan/")
        clerk.fill(content=_TOPIC, participants="Nhân dân 11 thôn", how_to_take_part="Đăng ký ở văn phòng")
        clerk.press("Lưu thông báo")
        clerk.go(f"{base}giay-moi/them/")
        for symbol in ("PKT", "MTTQ"):
            clerk.fill(bodies=str(Body.objects.get(symbol=symbol).pk))
        clerk.press("Thêm")
        for deed in ("/invitation/lap/", "/ky/"):
            clerk.page.locator(f"main form[action$='{deed}'] button").last.click()
            clerk.page.wait_for_load_state("load")
        clerk.go(f"{base}giay-moi/gui/")
        clerk.press("Ghi đã gửi")
        channel = clerk.page.locator("main a[href*='/thong-bao/kenh/']")
        while channel.count():
            channel.first.click()
            clerk.fill(detail="Đài truyền thanh, ba buổi")
            clerk.press("Ghi công bố")
    assert Dialogue.objects.latest("pk").state == "announced"


def register(office: Office, base: str) -> None:
    office.on(office.course.registered)
    with office.person(office.course.clerk) as clerk:
        clerk.go(f"{base}dang-ky/ghi/")
        clerk.fill(full_name="Trần Văn Lúa", phone="0912000018", wants_to_speak="on", speaks_about="Đường thôn")
        clerk.press("Đăng ký")
        clerk.go(f"{base}dang-ky/")
    with office.person("") as citizen:
        citizen.go("/")
