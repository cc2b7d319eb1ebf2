"""The day of a journey: papers and programme on its eve, the conference, minutes, the conclusion notice."""

from datetime import date

from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Body
from doithoai.petitions.models import Petition
from doithoai.proceedings.models import Conclusion, Delivery, Minutes, Outcome
from tests.journeys.office import Office, Screen

HELD = date(2026, 10, 15)  # a Thursday
DECLINED = "Việc này đã có kết luận thanh tra, không có tình tiết mới."


def write_the_papers(office: Office, base: str) -> None:
    office.on(date(2026, 10, 12))
    with office.person("vanphong") as clerk:
        for kind in ("tong-hop", "phan-cong", "tra-loi"):
            clerk.go(f"{base}kien-nghi/van-ban/{kind}/")
            clerk.press("Lập dự thảo")
            clerk.press("Ghi nhận đã ký")
            assert "Đã ký" in clerk.text


def approve_the_programme(office: Office, base: str) -> None:
    with office.person("vanphong") as clerk:
        clerk.go(f"{base}chuong-trinh/")
        clerk.press("Lập theo quy chế")
    with office.person("chutich") as host:
        host.go(f"{base}chuong-trinh/")
        host.press("Duyệt chương trình")
        assert "Đã duyệt" in host.text


def open_the_session(office: Office, base: str) -> None:
    office.on(HELD, 7, 30)
    with office.person("chutich") as host:
        host.go(f"{base}dien-bien/")
        if host.page.locator("main [name=reason]").count():
            host.fill(reason="Dự báo tình huống của Mặt trận sẽ có trong sáng nay")
        host.press("Khai mạc")
    assert Dialogue.objects.get().state == "in_session"


def decide_one_by_one(office: Office, code: str, prepared: str) -> dict[str, str]:
    """Let the host call petitions and give each kind of outcome; return the petition that got each."""
    hall = f"/hoi-truong/{code}/"
    others = list(Petition.objects.exclude(code=prepared).order_by("code").values_list("code", flat=True))
    chosen = {
        "answered": prepared,
        "taken_up": others[10],
        "declined": others[20],
        "transferred": others[30],
        "escalated": others[40],
    }
    with office.person("chutich") as host:
        host.go(f"{hall}ban-chu-tri/")
        for _step in range(4):
            host.press("Sang bước")
        host.press("Lượt kế tiếp")
        _write_down_what_is_said(host, hall)
        for kind, petition in chosen.items():
            _call(host, hall, petition)
            host.page.locator(f"main button[name=ket_qua][value={kind}]").click()
            host.page.wait_for_load_state("load")
            _say_more(host, kind)
            assert Outcome.objects.get(petition__code=petition, is_current=True).kind == kind
    with office.person("thuky") as secretary:
        secretary.go(f"{hall}ban-thu-ky/")
    with office.person("vanphong") as clerk:
        clerk.go(f"{hall}don-tiep/")
        clerk.go(f"{hall}man-chieu/")
    return {**chosen, "raised": Petition.objects.get(at_conference=True).code}


def _write_down_what_is_said(host: Screen, hall: str) -> None:
    host.follow("Ghi thành kiến nghị")
    host.fill(text="Đường thôn Bến Trên lầy lội, đề nghị rải đá trước Tết.", place="Thôn Bến Trên")
    host.press("Ghi")
    assert Petition.objects.filter(at_conference=True).count() == 1
    host.go(f"{hall}ban-chu-tri/")


def _call(host: Screen, hall: str, petition: str) -> None:
    host.go(f"{hall}chua-co-ket-qua/")
    host.page.locator(f"main button[formaction$='/{petition}/goi/']").click()
    host.page.wait_for_load_state("load")
    assert petition in host.text


def _say_more(host: Screen, kind: str) -> None:
    """Fill what an outcome needs beyond its key: the words of a refusal, who gets what is handed on."""
    if not host.page.locator("main [name=note]").count():
        return
    if kind == "declined":
        host.fill(note=DECLINED)
    if kind == "transferred":
        host.fill(body=str(Body.objects.get(symbol="PVHXH").pk))
    host.press("Ghi kết quả")


def decide_the_rest(office: Office, code: str, count: int) -> None:
    hall = f"/hoi-truong/{code}/"
    with office.person("chutich") as host:
        host.go(f"{hall}chua-co-ket-qua/")
        host.press("Đã trả lời trong báo cáo")
        host.go(f"{hall}chua-co-ket-qua/")
        host.press("Tiếp thu, giao cơ quan chủ trì")
        host.go(f"{hall}chua-co-ket-qua/")
        raised = Petition.objects.get(at_conference=True)
        host.go(f"{hall}kien-nghi/{raised.code}/ket-qua/")
        host.fill(kind="taken_up", body=str(Body.objects.get(symbol="PKT").pk), note="Giao khảo sát trong tháng.")
        host.press("Ghi kết quả")
        for _step in range(3):
            host.go(f"{hall}ban-chu-tri/")
            host.press("Sang bước")
    assert Outcome.objects.filter(is_current=True).count() == count


def close_the_conference(office: Office, base: str) -> None:
    office.on(HELD, 11, 30)
    with office.person("chutich") as host:
        host.go(f"{base}dien-bien/be-mac/")
        host.page.locator("main [name=present]").first.check(force=True)
        host.press("Bế mạc")
    assert Dialogue.objects.get().held_on == HELD


def sign_the_minutes(office: Office, base: str) -> None:
    office.on(HELD, 16)
    with office.person("thuky") as secretary:
        secretary.go(f"{base}dien-bien/")
        secretary.press("Ký với tư cách thư ký")
    with office.person("chutich") as host:
        host.go(f"{base}dien-bien/")
        host.press("Ký biên bản")
    assert Minutes.objects.get().host_signed_at is not None


def issue_the_conclusion(office: Office, base: str) -> None:
    """Draft it, take the longer time on its day 9, sign it on day 11: in time only because of the extension."""
    office.on(date(2026, 10, 28))
    with office.person("thuky") as secretary:
        secretary.go(f"{base}ket-luan/")
    with office.person("vanphong") as clerk:
        clerk.go(f"{base}ket-luan/")
        clerk.press("Lập dự thảo từ kết quả")
        clerk.press("Xem bản in")
    with office.person("chutich") as host:
        host.go(f"{base}ket-luan/gia-han/")
        host.page.locator("main [name=ground]").first.check(force=True)
        host.fill(reason="Hai việc phải xin ý kiến Ủy ban nhân dân thành phố")
        host.press("Quyết định gia hạn")
    office.on(date(2026, 10, 30))
    with office.person("chutich") as host:
        host.go(f"{base}ket-luan/ban-hanh/")
        host.press("Ký, ban hành")
    conclusion = Conclusion.objects.get()
    assert (conclusion.number, conclusion.issued_on) == ("01/TB-UBND", date(2026, 10, 30))


def send_the_conclusion(office: Office, base: str, petitioners: int) -> None:
    with office.person("vanphong") as clerk:
        clerk.go(f"{base}ket-luan/")
        assert "5/11" in clerk.text  # the fifteenth working day
        clerk.press("Gửi")
    sent = Delivery.objects.exclude(sent_on=None)
    assert sent.filter(submitter__isnull=False).count() == petitioners
    assert not Delivery.objects.filter(sent_on=None).exists()
