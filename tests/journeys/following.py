"""After the conclusion: reports, dates, letters, the upper level, a second look, what came of each matter."""

from datetime import date

from django.db.models import QuerySet

from doithoai.organisations.models import Body
from doithoai.petitions.enums import PetitionState, ReplyKind, Result
from doithoai.petitions.models import AgencyReport, DueProposal, Escalation, Petition, Reply
from tests.journeys.office import Office, Receipt, Screen

HEADS = ("tpkinhte", "tpvanhoa")


def _choose(person: Screen, base: str, deed: str, view: str) -> None:
    """Choose everything that a saved view lists, however many pages it has, and one deed."""
    person.go(f"{base}theo-doi/?xem={view}")
    person.tick_all()
    every = person.page.locator("main [name='tat-ca']")
    if every.count():
        every.check(force=True)
    _do(person, deed)


def _choose_one(person: Screen, base: str, deed: str, code: str) -> None:
    person.go(f"{base}theo-doi/?q={code}")
    person.page.locator(f"main [name=chon][value='{code}']").check(force=True)
    _do(person, deed)


def _do(person: Screen, deed: str) -> None:
    person.page.locator(f"main .bulk button[value='{deed}']").click()
    person.page.wait_for_load_state("load")
    person.look()


def report_to_the_host(office: Office, base: str) -> None:
    """Send one paper of each body on all that it leads."""
    office.on(office.course.reported)
    for head in HEADS:
        with office.person(head) as agency:
            agency.go("/ban/viec-sau-hoi-nghi/")
            _choose(agency, base, "bao-cao", "open")
            agency.fill(reception="Đã tiếp nhận, phân loại theo thôn.", direction="Giao tổ khảo sát từng thôn.")
            agency.press("Ký và gửi báo cáo")
            assert "Đã gửi báo cáo" in agency.text
    assert AgencyReport.objects.values("body").distinct().count() == len(HEADS)


def tell_who_spoke(office: Office, base: str, code: str) -> None:
    """Tell, on the same day, the person who raised a matter in the room how it was received."""
    with office.person("tpkinhte") as agency:
        _choose_one(agency, base, "tra-loi", code)
        agency.fill(kind=ReplyKind.RECEPTION, text="Đã tiếp nhận, giao tổ khảo sát xem tại chỗ trong tháng 11.")
        agency.press("Ký và gửi")
    assert Reply.objects.get(petition__code=code).kind == ReplyKind.RECEPTION


def agree_on_dates(office: Office, base: str) -> None:
    """Each body proposes a day for what it leads; the host accepts all by one click."""
    office.on(office.course.dated)
    for head in HEADS:
        with office.person(head) as agency:
            _choose(agency, base, "de-xuat", "no-date")
            agency.fill(due_on=f"{office.course.promised:%d/%m/%Y}", solution="Sửa trong kế hoạch duy tu quý IV.")
            agency.press("Đề xuất với chủ trì")
    with office.person(office.course.host) as host:
        host.go(f"{base}theo-doi/")
        host.tick_all("han")
        host.press("Chấp nhận thời hạn đã chọn")
        host.go(f"{base}theo-doi/loi-hua/")
    assert not DueProposal.objects.exclude(accepted=True).exists()


def ask_above(office: Office, base: str, code: str) -> None:
    """Put a matter to the level above in writing; the petitioner gets a holding reply at once."""
    office.on(office.course.asked_above)
    above = Body.objects.get(unit__code="HP", symbol="UBND")
    with office.person(office.course.clerk) as clerk:
        clerk.go(f"/ban/kien-nghi/{code}/cap-tren/")
        clerk.fill(to_body=str(above.pk), text="Vượt thẩm quyền cấp xã; đề nghị bố trí vốn năm 2027.")
        clerk.press("Ký và gửi cấp trên")
        clerk.go(f"{base}theo-doi/cap-tren/")
        assert "Chờ cấp trên" in clerk.text
    assert Reply.objects.get(petition__code=code).kind == ReplyKind.HOLDING


def answer_for_above(office: Office, base: str, code: str) -> None:
    """Let the level above answer, and the host pass the answer down to the petitioner."""
    office.on(office.course.answered_above)
    with office.person("thanhpho") as above:
        above.go("/ban/kien-nghi-tu-cap-duoi/")
        above.follow("Trả lời")
        above.fill(answer="Bố trí vốn trong quý II năm sau.")
        above.press("Gửi trả lời")
    with office.person(office.course.host) as host:
        host.go(f"{base}theo-doi/cap-tren/")
        host.follow("Báo người kiến nghị")
        host.fill(kind=ReplyKind.FINAL, text="Cấp trên đã trả lời: bố trí vốn trong quý II năm sau.")
        host.press("Gửi với chữ ký của chủ trì")
    assert Escalation.objects.get().answered_on == office.course.answered_above
    assert Petition.objects.get(code=code).state == PetitionState.REPLIED


def reopen(office: Office, code: str) -> None:
    """Take up a declined matter again, because the petitioner disputes it."""
    office.on(date(2026, 11, 27))
    with office.person(office.course.clerk) as clerk:
        clerk.go(f"/ban/kien-nghi/{code}/mo-lai/")
        clerk.fill(reason="Người kiến nghị đưa thêm biên bản nghiệm thu.")
        clerk.press("Mở lại")
    assert Petition.objects.get(code=code).state == PetitionState.REOPENED


def ask_more_time(office: Office, base: str, code: str) -> None:
    """Send one interim answer that names a new day."""
    office.on(date(2026, 12, 3))
    with office.person("tpkinhte") as agency:
        _choose_one(agency, base, "tra-loi", code)
        agency.fill(kind=ReplyKind.INTERIM, text="Chờ kết quả kiểm định mặt đường.", new_date="9/12/2026")
        agency.press("Ký và gửi")


def reply(office: Office, base: str) -> None:
    """Send one numbered letter for every matter still open; the office hands the letters over."""
    office.on(office.course.replied)
    for head in HEADS:
        with office.person(head) as agency:
            _choose(agency, base, "tra-loi", "open")
            agency.fill(kind=ReplyKind.FINAL, text="Đã sửa xong, nghiệm thu với đại diện thôn hôm qua.")
            agency.press("Ký và gửi")
            assert "Đã ký và gửi" in agency.text
    with office.person(office.course.clerk) as clerk:
        clerk.go(f"{base}theo-doi/thu/")
        clerk.tick_all("thu")
        clerk.press("Ghi đã gửi, đã trao")
    under_way = [PetitionState.TAKEN_UP, PetitionState.TRANSFERRED, PetitionState.IN_RESOLUTION]
    assert not _petitions(base).filter(state__in=under_way).exists()


def _petitions(base: str) -> QuerySet[Petition]:
    return Petition.objects.filter(dialogue__code=base.rstrip("/").rpartition("/")[2])


def settle(office: Office, base: str, decided: dict[str, str]) -> None:
    """Answered is not resolved: the office records what came of each matter, then closes it."""
    office.on(office.course.settled)
    with office.person(office.course.clerk) as clerk:
        _settle_one(clerk, base, decided["transferred"], Result.EXPLAINED, "Đã giải trình quy định về chế độ.")
        if _petitions(base).filter(state=PetitionState.DECLINED).exists():
            _settle_one(clerk, base, decided["declined"], Result.NOT_ACCEPTED, "Không có tình tiết mới.")
        _choose(clerk, base, "ket-qua", "unsettled")
        clerk.fill(result=Result.RESOLVED)
        clerk.press("Ghi kết quả")
        for view in ("settled", "done"):
            _choose(clerk, base, "ket-thuc", view)
            clerk.press("Kết thúc")
        clerk.go(f"/ban/kien-nghi/{decided['escalated']}/")
    assert list(_petitions(base).exclude(state=PetitionState.CLOSED).values_list("code", "state")) == []


def _settle_one(clerk: Screen, base: str, code: str, result: Result, note: str) -> None:
    _choose_one(clerk, base, "ket-qua", code)
    clerk.fill(result=result, note=note)
    clerk.press("Ghi kết quả")


def look_from_home(office: Office, receipt: Receipt) -> None:
    """Let the citizen who wrote by the portal read the answer; the code alone opens nothing."""
    with office.person("") as citizen:
        citizen.go("/theo-doi/")
        citizen.fill(code=receipt.code, secret="sai")
        citizen.press("Xem")
        assert "nghiệm thu với đại diện thôn" not in citizen.text
        citizen.fill(code=receipt.code, secret=receipt.secret)
        citizen.press("Xem")
        assert "nghiệm thu với đại diện thôn" in citizen.text
        citizen.go("/tra-loi/")
