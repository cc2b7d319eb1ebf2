"""Pages that use every tag once, with made-up data, for the tests of the look."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from doithoai.regulations.types import Obligation, Status
from doithoai.screens import notes, once
from doithoai.screens.forms import (
    Cards,
    CheckCards,
    FilesField,
    LineField,
    OnceMixin,
    TextField,
    ViDateField,
    ViTimeField,
)
from doithoai.screens.frame import Frame, NavItem, Site
from doithoai.screens.parts import Bar, Clock, Door, DoorItem
from doithoai.screens.timeline import duty_row
from doithoai.workdays import national

TODAY = date(2026, 8, 26)
NAV = [
    NavItem("Việc của tôi", "/desk/", count=5, count_word="việc gấp", hot=True),
    NavItem("Kế hoạch năm", "/desk/"),
    NavItem("Cuộc đối thoại", "/desk/", current=True),
    NavItem("Kiến nghị", "/desk/"),
    NavItem("Việc được giao", "/desk/"),
    NavItem("Giám sát", "/desk/"),
    NavItem("Báo cáo", "/desk/"),
    NavItem("Thư viện quy định", "/desk/"),
]
FRAME = Frame(
    home_url="/desk/",
    body_name="UBND xã Tân Lạch, TP. Hải Phòng",
    nav=NAV,
    search_url="/desk/",
    notices_url="/desk/",
    notices_new=3,
    person_name="Ngô Hạnh Dung",
    person_post="chuyên viên",
    person_links=[NavItem("Đổi mật khẩu", "/desk/")],
    sign_out_url="/desk/",
    footnote="Lịch làm việc 2026 theo thông báo 12729/VPCP-KGVX ngày 25/12/2025.",
)
SITE = Site(
    home_url="/portal/",
    place="Thành phố Hải Phòng",
    nav=[NavItem("Cuộc đối thoại", "/portal/"), NavItem("Gửi kiến nghị", "/portal/", current=True)],
    office="Ủy ban nhân dân xã Tân Lạch. Cần giúp thì gọi 0225 000 000.",
    links=[NavItem("Quyền riêng tư", "/portal/")],
)


def obligation(rule: str, citation: str, title: str, status: Status, **more: object) -> Obligation:
    """Return an obligation of the made-up dialogue."""
    return Obligation(rule, "hai-phong-1155@2023-10-20", citation, title, title, "host_office", status, **more)  # type: ignore[arg-type]


OBLIGATIONS = [
    obligation(
        "HP-8.1a",
        "Điều 8 khoản 1",
        "Gửi giấy mời",
        Status.MET,
        due_on=date(2026, 8, 10),
        met_on=date(2026, 8, 7),
        group="before",
    ),
    obligation(
        "HP-8.1b",
        "Điều 8 khoản 1",
        "Loan báo trên báo, đài",
        Status.BREACHED,
        due_on=date(2026, 8, 10),
        met_on=date(2026, 8, 12),
        group="before",
        note_vi="Loan báo phát 12/8, sau hạn.",
    ),
    obligation(
        "HP-9.7",
        "Điều 9 khoản 7",
        "Đề xuất thời hạn giải quyết",
        Status.OVERDUE,
        due_on=date(2026, 8, 25),
        group="after",
        note_vi="Hạn do chủ trì đặt tại hội nghị.",
    ),
    obligation(
        "HP-10.1a", "Điều 10 khoản 1", "Ban hành thông báo kết luận", Status.DUE, due_on=date(2026, 9, 7), group="after"
    ),
    obligation("HP-10.1b", "Điều 10 khoản 1", "Gửi nơi nhận", Status.DUE, due_on=TODAY, group="after"),
    obligation(
        "HP-10.2",
        "Điều 10 khoản 2",
        "Báo kết quả cho người kiến nghị",
        Status.PENDING,
        group="after",
        note_vi="Tính từ ngày ban hành thông báo.",
    ),
    obligation(
        "HP-9.8",
        "Điều 9 khoản 8",
        "Giải quyết xong kè bờ sông",
        Status.DUE,
        due_on=date(2027, 2, 15),
        provisional=True,
        group="after",
    ),
    obligation(
        "HP-15.2",
        "Điều 15 khoản 2",
        "Nộp hồ sơ vào lưu trữ",
        Status.UNKNOWN,
        group="after",
        note_vi="Quy chế không nêu số năm.",
    ),
    obligation("HP-8.3", "Điều 8 khoản 3", "Báo trước khi họp đột xuất", Status.WAIVED, group="before"),
]
COUNT = national().explain_due_after(date(2026, 8, 20), 10, "working_days")
LONG_COUNT = national().explain_due_after(date(2026, 12, 20), 60, "working_days")
DOOR = Door(
    title="Chưa ban hành được thông báo kết luận",
    items=[
        DoorItem(
            title="Thời hạn giải quyết của 3 kiến nghị",
            met=False,
            who="Phòng Kinh tế nợ",
            rule="HP-9.7",
            citation="Điều 9 khoản 7",
            article_url="/law/",
            action_url="/desk/",
            action_word="Nhắc",
        ),
        DoorItem(title="Chữ ký của chủ trì", met=False, who="Chủ tịch UBND xã"),
        DoorItem(title="Biên bản có chữ ký", met=True),
        DoorItem(title="Danh sách nơi nhận", met=True),
    ],
    draft_url="/desk/",
    draft_word="Xem dự thảo",
    override_url="/desk/",
    override_word="Ban hành khi còn thiếu, có ghi lý do",
)
PHASES = [
    ("planned", "Kế hoạch"),
    ("preparing", "Chuẩn bị"),
    ("announced", "Đã thông báo"),
    ("held", "Đã họp"),
    ("concluded", "Kết luận"),
    ("archived", "Lưu trữ"),
]
STEPS = [("1", "1. Gửi cho cuộc nào"), ("2", "2. Nội dung"), ("3", "3. Cách nhận trả lời"), ("4", "4. Xem lại, gửi")]
CLOCKS = [
    Clock(title="1. Báo đã nhận", text="20/8, tại chỗ", kind="met"),
    Clock(
        title="2. Trả lời bằng văn bản", text="16/9, nếu ban hành 7/9", kind="pending", word="Chờ thông báo kết luận"
    ),
    Clock(title="3. Giải quyết xong", text="Chưa có thời hạn", kind="overdue"),
]


class SampleForm(OnceMixin, forms.Form):
    """One field of every sort."""

    text = TextField(label="Nội dung", help_text="Việc gì, từ bao giờ, bạn đề nghị gì.", min_length=10)
    village = forms.ChoiceField(label="Xảy ra ở đâu", choices=[("", "Chọn thôn"), ("cd", "Cầu Đá"), ("bd", "Bến Dưới")])
    place = LineField(label="Chỗ cụ thể, nếu có", required=False, max_length=80)
    held_on = ViDateField(label="Ngày họp", help_text="Ví dụ 7/9/2026")
    starts_at = ViTimeField(label="Giờ", required=False)
    speaks = forms.ChoiceField(
        label="Bạn muốn nói tại hội nghị không?",
        choices=[("1", "Có, tôi muốn nói"), ("0", "Không, chỉ gửi bằng chữ")],
        widget=Cards(hints={"1": "Tối đa 5 phút", "0": "Vẫn được trả lời như nhau"}),
    )
    channels = forms.MultipleChoiceField(
        label="Nhận trả lời qua", choices=[("post", "Thư"), ("counter", "Một cửa")], widget=CheckCards()
    )
    files = FilesField(label="Ảnh hoặc giấy tờ", max_files=2, max_bytes=1024 * 1024, required=False)
    agrees = forms.BooleanField(label="Tôi đã đọc cách giữ kín thông tin", help_text="Trang công khai không ghi tên.")


def desk(request: HttpRequest) -> HttpResponse:
    """A workspace with every component."""
    notes.done(request, "Đã giao 4 kiến nghị cho Phòng Văn hóa - Xã hội.", "Phòng nhận thông báo ngay.", undo="/undo/")
    notes.warned(request, "Cần để ý trước khi đi tiếp.")
    notes.refused(request, "Chưa gửi được.", "Máy thư không trả lời.")
    rows = [
        duty_row(
            one,
            who="Văn phòng HĐND và UBND",
            article_url="/law/",
            why_url="/why/" if one.due_on else "",
            why_open=one.rule == "HP-10.1a",
        )
        for one in OBLIGATIONS
    ]
    page = Paginator(range(470), 12).get_page(request.GET.get("trang"))
    context = {
        "frame": FRAME,
        "today": TODAY,
        "rows": rows,
        "duties": OBLIGATIONS,
        "door": DOOR,
        "phases": PHASES,
        "clocks": CLOCKS,
        "count": COUNT,
        "long_count": LONG_COUNT,
        "page": page,
        "bars": [
            Bar(label="Trả lời ngay", value=1907, url="/desk/", look="f1"),
            Bar(label="Tiếp thu, giao việc", value=248, url="/desk/"),
            Bar(label="Từ chối, có lý do", value=24, url="/desk/", look="f3"),
        ],
        "outcomes": ["answered", "taken_up", "declined", "transferred", "escalated"],
    }
    return render(request, "sample/desk.html", context)


def portal(request: HttpRequest) -> HttpResponse:
    """A public form that counts once."""
    form = SampleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        first = once.first_time(request, form.cleaned_data["once"])
        return HttpResponse("first" if first else "again")
    return render(request, "sample/portal.html", {"site": SITE, "form": form, "steps": STEPS})


def hall(request: HttpRequest) -> HttpResponse:
    """The host's desk."""
    return render(request, "sample/hall.html", {"steps": STEPS})


def beam(request: HttpRequest) -> HttpResponse:
    """The projector."""
    return render(request, "sample/beam.html")


def why(request: HttpRequest) -> HttpResponse:
    """The fragment that htmx asks for."""
    return render(request, "sample/why.html", {"count": COUNT, "today": TODAY})


def broken(request: HttpRequest) -> HttpResponse:
    """Fail, to see the page of errors."""
    raise RuntimeError("a made-up failure")


urlpatterns = [
    path("desk/", desk),
    path("portal/", portal),
    path("hall/", hall),
    path("beam/", beam),
    path("why/", why),
    path("broken/", broken),
]
