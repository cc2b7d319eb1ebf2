"""What the frame of a staff page shows: navigation by address, the person, new messages."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doithoai.accounts.counting import counted
from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.desk import work
from doithoai.desk.library.addresses import article_url
from doithoai.notices import queries as notices
from doithoai.obligations import calendars
from doithoai.organisations import queries as organisations
from doithoai.organisations.queries import Standing
from doithoai.screens.frame import Frame, NavItem

_WATCHERS = (Role.CLERK, Role.HOST, Role.FRONT, Role.MASS_MOBILISATION, Role.UPPER_LEVEL, Role.ADMINISTRATOR)
_OFFICE = (Role.SECRETARY, *_WATCHERS)
_DOERS = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.FRONT, Role.CLERK)
# Label, address, the beginnings of the address names that belong under it, who sees it (nobody named: everyone).
NAVIGATION: tuple[tuple[Promise, str, tuple[str, ...], tuple[Role, ...]], ...] = (
    (gettext_lazy("Việc của tôi"), "my-work", ("my-work", "message"), ()),
    (gettext_lazy("Kế hoạch năm"), "plans", ("plan", "supervision"), _OFFICE),
    (gettext_lazy("Cuộc đối thoại"), "dialogue-list", ("dialogue",), ()),
    (gettext_lazy("Kiến nghị"), "petition-list", ("petition", "competence"), _OFFICE),
    (gettext_lazy("Việc được giao"), "inbox", ("inbox",), _DOERS),
    (gettext_lazy("Giám sát"), "oversight", ("oversight",), _WATCHERS),
    (gettext_lazy("Báo cáo"), "reports", ("report",), _WATCHERS),
    (gettext_lazy("Thư viện quy định"), "law", ("law",), ()),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give staff pages their frame; nothing is read before a template asks for it."""
    match = request.resolver_match
    person = getattr(request, "user", None)
    if match is None or match.app_name != "desk" or not isinstance(person, Account):
        return {}
    return {"frame": SimpleLazyObject(lambda: _frame(request, person)), "article_url": article_url}


def _frame(request: HttpRequest, person: Account) -> Frame:
    standing: Standing = getattr(request, "standing", None) or organisations.standing_of(
        person, on=timezone.localdate()
    )
    urgent, unread = counted(work.urgent_groups(standing), notices.unread_of(person))
    return Frame(
        home_url=reverse("desk:my-work"),
        body_name=_body_name(standing),
        nav=_navigation(request, standing, urgent),
        search_url=_address("petition-list"),
        search_text=request.GET.get("q", ""),
        notices_url=_address("messages"),
        notices_new=unread,
        person_name=person.full_name,
        person_post=person.title,
        person_links=_person_links(standing),
        sign_out_url=reverse("desk:sign-out"),
        footnote=_footnote(standing),
    )


def _person_links(standing: Standing) -> list[NavItem]:
    own = []
    if standing.main:
        own = [
            NavItem(_("Cơ quan và địa bàn"), reverse("desk:bodies")),
            NavItem(_("Bản đồ thẩm quyền"), reverse("desk:competence")),
            NavItem(_("Vắng mặt, người xử lý thay"), reverse("desk:absences")),
        ]
    if standing.is_a(Role.ADMINISTRATOR):
        own.append(NavItem(_("Kết nối nhận kiến nghị"), reverse("desk:gateways")))
    return [*own, NavItem(_("Đổi mật khẩu"), reverse("desk:password"))]


def _body_name(standing: Standing) -> str:
    main = standing.main
    if main is None:
        return ""
    unit = main.body.unit.name
    return f"{main.body.short_name}, {unit[:1].lower()}{unit[1:]}"


def _navigation(request: HttpRequest, standing: Standing, urgent: int) -> list[NavItem]:
    match = request.resolver_match
    name = (match.url_name if match else "") or ""
    return [
        NavItem(
            str(label),
            url,
            current=name.startswith(beginnings),
            count=urgent if address == "my-work" else 0,
            count_word=_("việc gấp"),
            hot=True,
        )
        for label, address, beginnings, roles in NAVIGATION
        if (not roles or standing.is_a(*roles)) and (url := _address(address))
    ]


def _address(name: str) -> str:
    """Return the address of a part of the desk, or "" when this installation has none."""
    try:
        return reverse(f"desk:{name}")
    except NoReverseMatch:
        return ""


def _footnote(standing: Standing) -> str:
    year = standing.on.year
    # The whole year: a deadline that runs over a day not yet settled is provisional even when that day has passed.
    if calendars.national().is_provisional(date(year, 1, 1), date(year, 12, 31)):
        return _("Lịch làm việc năm %(year)d còn ngày chưa rõ; hạn tính qua ngày đó ghi “Tạm tính”.") % {"year": year}
    return _("Hạn tính theo lịch làm việc năm %(year)d đã công bố.") % {"year": year}
