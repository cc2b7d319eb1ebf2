"""What stands around a public page: the place, four ways to go, who answers for the site."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doithoai.organisations.enums import BodyKind
from doithoai.organisations.models import Body
from doithoai.organisations.queries.validity import valid
from doithoai.portal.reads.law import article_url
from doithoai.screens.frame import NavItem, Site

# Label, address, the beginnings of the address names that belong under it.
NAVIGATION: tuple[tuple[Promise, str, tuple[str, ...]], ...] = (
    (gettext_lazy("Cuộc đối thoại"), "home", ("home", "dialogue", "register")),
    (gettext_lazy("Lời hứa và trả lời"), "promises", ("promise", "answer")),
    (gettext_lazy("Gửi kiến nghị"), "send", ("send", "receipt")),
    (gettext_lazy("Theo dõi"), "follow", ("follow",)),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Give public pages their frame; nothing is read before a template asks for it."""
    match = request.resolver_match
    if match is None or match.app_name != "portal":
        return {}
    return {
        "site": SimpleLazyObject(lambda: _site(match.url_name or "")),
        "today": timezone.localdate(),
        "article_url": article_url,
    }


def _site(here: str) -> Site:
    responsible = responsible_body()
    office = responsible.name if responsible else _("Chưa khai báo cơ quan chịu trách nhiệm")
    return Site(
        home_url=reverse("portal:home"),
        place=capfirst(responsible.unit.name) if responsible else "",
        nav=[
            NavItem(str(label), reverse(f"portal:{address}"), current=here.startswith(beginnings))
            for label, address, beginnings in NAVIGATION
        ],
        office=_("%(office)s chịu trách nhiệm về trang này.") % {"office": office},
        links=[
            NavItem(_("Quy định"), reverse("portal:law")),
            NavItem(_("Liên hệ"), reverse("portal:contact")),
            NavItem(_("Quyền riêng tư"), reverse("portal:privacy")),
            NavItem(_("Dành cho cán bộ"), reverse("desk:sign-in")),
        ],
    )


def responsible_body() -> Body | None:
    """Return the government of the uppermost unit here: the city on a city's site, the commune on its own."""
    on = timezone.localdate()
    rows = Body.objects.filter(valid(on), valid(on, "unit__"), unit__parent=None)
    return rows.filter(kind=BodyKind.GOVERNMENT).select_related("unit").order_by("pk").first()
