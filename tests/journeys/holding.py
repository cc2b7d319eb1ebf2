"""The day of a journey: papers and programme on its eve, the conference, minutes, the conclusion notice."""

from collections.abc import Callable
from datetime import date

from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Body
from doithoai.petitions.models import Petition
from doithoai.proceedings.models import Conclusion, Delivery, Minutes, Outcome
from tests.journeys.office import Office, Screen
from tests.journeys.preparing import Look

Desk = Callable[[Screen, str], None]
DECLINED = "Việc này đã có kết luận thanh tra, không có tình tiết mới."
# In the order in which petitions are called, after the one whose answer was prepared; the last is the citizen's own.
_KINDS = ("declined", "transferred", "escalated", "taken_up")


def _nothing(_screen: Screen) -> None:
    """Look at nothing more."""


def write_the_papers(office: Office, base: str) -> None:
    office.on(office.course.written)
    with office.person(office.course.clerk) as clerk:
        for kind in ("tong-hop", "phan-cong", "tra-loi"):
            clerk.go(f"{base}kien-nghi/van-ban/{kind}/")
            clerk.press("Lập dự thảo")
            clerk.press("Ghi nhận đã ký")
            assert "Đã ký" in clerk.text


def approve_the_programme(office: Office, base: str, look: Look = _nothing) -> None:
    with office.person(office.course.clerk) as clerk:
        clerk.go(f"{base}chuong-trinh/")
        clerk.press("Lập theo quy chế")
        look(clerk)
    with office.person(office.course.host) as host:
        host.go(f"{base}chuong-trinh/")
        host.press("Duyệt chương trình")
        assert "Đã duyệt" in host.text


def open_the_session(office: Office, base: str) -> None:
    office.on(office.course.held, 7, 30)
    with office.person(office.course.host) as host:
        host.go(f"{base}dien-bien/")
        if host.page.locator("main [name=reason]").count():
            host.fill(reason="Dự báo tình huống của Mặt trận sẽ có trong sáng nay")
        host.press("Khai mạc")
    assert Dialogue.objects.latest("pk").state == "in_session"


def open_the_door(office: Office, code: str, count: Desk, look_as_host: Desk) -> None:
    """Receive the people: the clerk counts them, the host sees whom the text lets keep out."""
    hall = f"/hoi-truong/{code}/"
    with office.person(office.course.clerk) as clerk:
        count(clerk, hall)
    with office.person(office.course.host) as host:
        look_as_host(host, hall)


def decide_one_by_one(
    office: Office, code: str, prepared: str, look: Look = _nothing, look_at_refusal: Look = _nothing
) -> dict[str, str]:
    """Let the host call petitions and give each kind of outcome that has a key; return the petition that got each."""
    hall = f"/hoi-truong/{code}/"
    rest = Petition.objects.filter(dialogue__code=code).exclude(code=prepared)
    others = list(rest.exclude(drafts__state="approved").order_by("code").values_list("code", flat=True))
    chosen = {"answered": prepared}
    with office.person(office.course.host) as host:
        host.go(f"{hall}ban-chu-tri/")
        look(host)
        while "phát biểu" not in _step(host):
            host.press("Sang bước")
        host.press("Lượt kế tiếp")
        _write_down_what_is_said(host, hall)
        _decide(host, hall, "answered", prepared, look_at_refusal)
        for n, kind in enumerate(_KINDS, 1):
            petition = others[len(others) * n // len(_KINDS) - 1]
            if _decide(host, hall, kind, petition, look_at_refusal):
                chosen[kind] = petition
    with office.person("thuky") as secretary:
        secretary.go(f"{hall}ban-thu-ky/")
    with office.person(office.course.clerk) as clerk:
        clerk.go(f"{hall}man-chieu/")
    return {**chosen, "raised": Petition.objects.get(dialogue__code=code, at_conference=True).code}


def _step(host: Screen) -> str:
    now = host.texts("main .step-bar p b")
    return now[0] if now else ""


def _write_down_what_is_said(host: Screen, hall: str) -> None:
    host.follow("Ghi thành kiến nghị")
    host.fill(text="Đường thôn Bến Trên lầy lội, đề nghị rải đá trước Tết.", place="Thôn Bến Trên")
    host.press("Ghi")
    host.go(f"{hall}ban-chu-tri/")


def _decide(host: Screen, hall: str, kind: str, petition: str, look_at_refusal: Look) -> bool:
    """Call the petition and press the key of this outcome; say whether the text knows such an outcome."""
    host.go(f"{hall}chua-co-ket-qua/")
    host.page.locator(f"main button[formaction$='/{petition}/goi/']").click()
    host.page.wait_for_load_state("load")
    assert petition in host.text
    key = host.page.locator(f"main button[name=ket_qua][value={kind}]")
    if not key.count():
        return False
    key.click()
    host.page.wait_for_load_state("load")
    if kind == "declined":
        look_at_refusal(host)
    _say_more(host, kind)
    assert Outcome.objects.get(petition__code=petition, is_current=True).kind == kind
    return True


def _say_more(host: Screen, kind: str) -> None:
    """Fill what an outcome needs beyond its key: the words of a refusal, who gets what is handed on."""
    if not host.page.locator("main [name=note]").count():
        return
    if kind == "declined":
        host.fill(note=DECLINED)
        grounds = host.page.locator("main [name=ground] option")
        if grounds.count() > 1:
            host.fill(ground=str(grounds.nth(1).get_attribute("value")))
    if kind == "transferred":
        host.fill(body=str(Body.objects.get(symbol="PVHXH").pk))
    host.press("Ghi kết quả")


def decide_the_rest(office: Office, code: str, count: int) -> None:
    hall = f"/hoi-truong/{code}/"
    with office.person(office.course.host) as host:
        for word in ("Đã trả lời trong báo cáo", "Tiếp thu, giao cơ quan chủ trì"):
            host.go(f"{hall}chua-co-ket-qua/")
            if host.page.locator("main button:not([disabled])", has_text=word).count():
                host.press(word)
        host.go(f"{hall}chua-co-ket-qua/")
        raised = Petition.objects.get(dialogue__code=code, at_conference=True)
        host.go(f"{hall}kien-nghi/{raised.code}/ket-qua/")
        host.fill(kind="taken_up", body=str(Body.objects.get(symbol="PKT").pk), note="Giao khảo sát trong tháng.")
        host.press("Ghi kết quả")
        host.go(f"{hall}ban-chu-tri/")
        while host.page.locator("main button", has_text="Sang bước").count():
            host.press("Sang bước")
    assert Outcome.objects.filter(petition__dialogue__code=code, is_current=True).count() == count


def close_the_conference(office: Office, base: str, look: Look = _nothing) -> None:
    office.on(office.course.held, 11, 30)
    with office.person(office.course.host) as host:
        host.go(f"{base}dien-bien/be-mac/")
        look(host)
        for box in host.page.locator("main [name=present]").all():
            box.check(force=True)
        host.press("Bế mạc")
    assert Dialogue.objects.latest("pk").held_on == office.course.held


def sign_the_minutes(office: Office, base: str) -> None:
    office.on(office.course.held, 16)
    with office.person("thuky") as secretary:
        secretary.go(f"{base}dien-bien/")
        secretary.press("Ký với tư cách thư ký")
    with office.person(office.course.host) as host:
        host.go(f"{base}dien-bien/")
        host.press("Ký biên bản")
    assert Minutes.objects.latest("pk").host_signed_at is not None


def draft_the_conclusion(office: Office, base: str, *, due_on: date | None = None, look: Look = _nothing) -> None:
    """Draft it from the outcomes; where the host sets the dates, set this one for all that is given to a body."""
    with office.person("thuky") as secretary:
        secretary.go(f"{base}ket-luan/")
    with office.person(office.course.clerk) as clerk:
        clerk.go(f"{base}ket-luan/")
        clerk.press("Lập dự thảo từ kết quả")
        links = clerk.page.locator("main a[href*='/ket-luan/muc/']").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        for link in links if due_on else ():
            clerk.go(link)
            if clerk.page.locator("main [name=section]").input_value() == "assigned":
                clerk.fill(due_on=f"{due_on:%d/%m/%Y}")
                clerk.press("Lưu")
        clerk.go(f"{base}ket-luan/")
        look(clerk)
        clerk.press("Xem bản in")


def extend(office: Office, base: str) -> None:
    """Take the longer time for the notice, on a ground of the text."""
    with office.person(office.course.host) as host:
        host.go(f"{base}ket-luan/gia-han/")
        host.page.locator("main [name=ground]").first.check(force=True)
        host.fill(reason="Hai việc phải xin ý kiến cấp trên")
        host.press("Quyết định gia hạn")


def issue_the_conclusion(office: Office, base: str) -> str:
    """Sign it; return its number."""
    office.on(office.course.concluded)
    with office.person(office.course.host) as host:
        host.go(f"{base}ket-luan/ban-hanh/")
        host.press("Ký, ban hành")
    conclusion = Conclusion.objects.latest("pk")
    assert conclusion.issued_on == office.course.concluded
    return conclusion.number


def send_the_conclusion(office: Office, base: str, look: Look = _nothing) -> None:
    with office.person(office.course.clerk) as clerk:
        clerk.go(f"{base}ket-luan/")
        look(clerk)
        clerk.press("Gửi")
    assert not Delivery.objects.filter(sent_on=None).exists()
