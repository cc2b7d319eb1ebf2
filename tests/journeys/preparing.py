"""The first half of a journey: from the yearly plan to the eve of the conference."""

from datetime import date
from pathlib import Path

from doithoai.dialogues.models import Dialogue
from doithoai.organisations.enums import HostRole
from doithoai.organisations.models import Body, Post
from doithoai.petitions.enums import AssignmentState, PetitionState
from doithoai.petitions.models import Assignment, Petition
from tests.journeys.office import Office, Receipt, Screen, sheet


def plan_the_year(office: Office) -> None:
    office.on(date(2026, 9, 3))
    with office.person("vanphong") as clerk:
        clerk.go("/ban/")
        clerk.go("/ban/ke-hoach/")
        clerk.go("/ban/ke-hoach/2026/them/")
        clerk.fill(planned_on="15/10/2026", topic="Giao thông, nước sạch")
        clerk.press("Thêm")
        clerk.go("/ban/ke-hoach/2026/phe-duyet/")
        clerk.fill(number="41/KH-UBND", approved_on="3/9/2026")
        clerk.press("Phê duyệt")
        assert "41/KH-UBND" in clerk.text


def open_the_dialogue(office: Office) -> str:
    office.on(date(2026, 9, 7))
    with office.person("vanphong") as clerk:
        clerk.go("/ban/ke-hoach/")
        clerk.follow("Mở cuộc")
        chair = Post.objects.get(role=HostRole.GOVERNMENT_HEAD, deputy_of=None)
        clerk.fill(**{f"host{chair.pk}": "presides", "host_office": str(chair.host_office_id)})
        clerk.fill(day0="15/10/2026", place0="Nhà văn hóa xã", topic="Giao thông, nước sạch")
        clerk.fill(participants="Nhân dân 11 thôn", collects_until="7/10/2026")
        clerk.press("Xem các mốc")
        # Seven clear working days before Thursday 15/10; ten working days after.
        assert "5/10" in clerk.text
        assert "29/10" in clerk.text
        clerk.press("Mở cuộc đối thoại")
    dialogue = Dialogue.objects.get()
    assert dialogue.state == "preparing"
    return dialogue.code


def collect(office: Office, base: str, folder: Path) -> tuple[int, Receipt]:
    """Take in a whole sheet, one petition at the counter and one by the portal; return how many, and its receipt."""
    path, count = sheet(folder)
    office.on(date(2026, 9, 14))
    with office.person("vanphong") as clerk:
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
    assert Petition.objects.count() == count + 2
    return count + 2, receipt


def triage_and_assign(office: Office, base: str) -> None:
    office.on(date(2026, 9, 21))
    agency = Body.objects.get(symbol="PKT")
    with office.person("vanphong") as clerk:
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


def answer(office: Office, count: int) -> list[str]:
    """Let the agency accept all, write three answers, and its head approve them."""
    office.on(date(2026, 9, 25))
    codes = list(Petition.objects.order_by("code").values_list("code", flat=True)[:3])
    with office.person("kinhte") as officer:
        officer.go("/ban/")
        while Assignment.objects.filter(state=AssignmentState.SENT).exists():
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
    assert Assignment.objects.filter(state__in=[AssignmentState.ACCEPTED, AssignmentState.DONE]).count() == count
    return codes


def approve_the_plan(office: Office, base: str) -> None:
    office.on(date(2026, 9, 28))
    with office.person("vanphong") as clerk:
        clerk.go(f"{base}ke-hoach/")
        clerk.go(f"{base}ke-hoach/thu-ky/")
        clerk.page.locator("main select[name='secretary']").select_option(label=secretary_label(clerk))
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
        clerk.go(f"{base}ke-hoach/")
        for paper in ("Kế hoạch hội nghị", "Phiếu lấy ý kiến"):
            clerk.page.locator("main button", has_text="Lập văn bản").filter(has_text=paper).click()
    with office.person("chutich") as host:
        host.go(f"{base}ke-hoach/phe-duyet/")
        host.press("Phê duyệt")


def secretary_label(clerk: Screen) -> str:
    labels: list[str] = clerk.page.locator("main select[name='secretary'] option").all_inner_texts()
    return next(label for label in labels if label.startswith("Trịnh Văn Sơn"))


def announce(office: Office, base: str) -> None:
    office.on(date(2026, 10, 1))
    with office.person("vanphong") as clerk:
        clerk.go(f"{base}thong-bao/")
        clerk.go(f"{base}thong-bao/soan/")
        clerk.fill(content="Giao thông, nước sạch", participants="Nhân dân 11 thôn", how_to_take_part="Đăng ký ở xã")
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
        clerk.go(f"{base}thong-bao/kenh/mass_media/")
        clerk.fill(detail="Đài truyền thanh xã, ba buổi")
        clerk.press("Ghi công bố")
    assert Dialogue.objects.get().state == "announced"


def register(office: Office, base: str) -> None:
    office.on(date(2026, 10, 5))
    with office.person("vanphong") as clerk:
        clerk.go(f"{base}dang-ky/ghi/")
        clerk.fill(full_name="Trần Văn Lúa", phone="0912000018", wants_to_speak="on", speaks_about="Đường thôn")
        clerk.press("Đăng ký")
        clerk.go(f"{base}dang-ky/")
    with office.person("") as citizen:
        citizen.go("/")
