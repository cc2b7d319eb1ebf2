"""Makes what the file describes and is not there yet; what is there stays as it is."""

import secrets
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.common.text import one_line
from doithoai.config.office.plan import BadOffice, BodyPlan, PersonPlan, PostPlan, UnitPlan
from doithoai.organisations.enums import BodyKind
from doithoai.organisations.models import Body, Holding, Membership, Post, Unit

_OFFICES = (BodyKind.COUNCIL_GOVERNMENT_OFFICE, BodyKind.GOVERNMENT_OFFICE, BodyKind.PARTY_OFFICE)


@dataclass
class Laid:
    """What was added: how many of each, and the first passwords of new people, to be handed over once."""

    units: int = 0
    bodies: int = 0
    posts: int = 0
    passwords: dict[str, str] = field(default_factory=dict)


class _Passwords:
    """One password for all, hashed once because that is slow on purpose, or a random one for each."""

    def __init__(self, shared: str) -> None:
        self._shared = shared
        self._hash = make_password(shared) if shared else ""

    def next(self) -> tuple[str, str]:
        """Return a password and its hash."""
        if self._shared:
            return self._shared, self._hash
        chosen = secrets.token_urlsafe(9)
        return chosen, make_password(chosen)


@transaction.atomic
def lay(plans: tuple[UnitPlan, ...], *, password: str = "") -> Laid:
    """Add units, bodies, people and posts, all or nothing; a second run adds only what is new.

    People get `password`, or each a random one. Raises BadOffice when a name leads nowhere.
    """
    laid, passwords = Laid(), _Passwords(password)
    units = [(plan, _unit(plan, laid)) for plan in plans]
    bodies = [(part, _body(part, unit, laid)) for plan, unit in units for part in plan.bodies]
    for part, body in bodies:
        for person in part.people:
            _person(person, body, laid, passwords)
    # Posts last: they name offices and holders that may stand further down in the file. Deputies after heads.
    posts = [(plan, body) for part, body in bodies for plan in part.posts]
    for plan, body in sorted(posts, key=lambda post: bool(post[0].deputy_of)):
        _post(plan, body, laid)
    return laid


def _unit(plan: UnitPlan, laid: Laid) -> Unit:
    parent = Unit.objects.filter(code=plan.parent).first() if plan.parent else None
    if plan.parent and parent is None:
        raise BadOffice(f"units {plan.code} › parent: chưa có đơn vị mang mã “{plan.parent}”. Hãy khai nó trước.")
    unit, made = Unit.objects.get_or_create(
        code=plan.code,
        defaults={
            "name": plan.name,
            "level": plan.level,
            "seat": plan.seat,
            "regulations": plan.regulations.replace(" ", ""),
            "valid_from": plan.since,
            "parent": parent,
        },
    )
    laid.units += made
    return unit


def _body(plan: BodyPlan, unit: Unit, laid: Laid) -> Body:
    body, made = Body.objects.get_or_create(
        unit=unit,
        symbol=plan.symbol,
        defaults={
            "name": plan.name,
            "short_name": plan.short_name,
            "kind": plan.kind,
            "heading": plan.heading,
            "term_from": plan.term_from,
            "email": plan.email,
            "valid_from": unit.valid_from,
        },
    )
    laid.bodies += made
    return body


def _person(plan: PersonPlan, body: Body, laid: Laid, passwords: _Passwords) -> None:
    account = Account.objects.filter(username=plan.username).first()
    if account is None:
        laid.passwords[plan.username], encoded = passwords.next()
        account = Account.objects.create(
            username=plan.username, password=encoded, full_name=plan.name, title=plan.title, email=plan.email
        )
    Membership.objects.get_or_create(
        account=account, body=body, role=plan.role, defaults={"valid_from": body.valid_from}
    )


def _post(plan: PostPlan, body: Body, laid: Laid) -> None:
    post, made = Post.objects.get_or_create(
        body=body,
        title=plan.title,
        defaults={
            "role": plan.role,
            "host_office": _office(plan, body),
            "deputy_of": _head(plan, body),
            "valid_from": body.valid_from,
        },
    )
    laid.posts += made
    if made and plan.holder:
        holder = Account.objects.filter(username=plan.holder).first()
        if holder is None:
            raise BadOffice(f"{plan.title} › holder: không có tài khoản “{plan.holder}” trong phần people.")
        Holding.objects.create(post=post, account=holder, valid_from=body.valid_from)


def _office(plan: PostPlan, body: Body) -> Body | None:
    if not plan.host_office:
        return None
    office = Body.objects.filter(unit=body.unit, symbol=plan.host_office).first()
    if office is None:
        raise BadOffice(f"{plan.title} › host_office: đơn vị không có cơ quan mang ký hiệu “{plan.host_office}”.")
    return office


def _head(plan: PostPlan, body: Body) -> Post | None:
    if not plan.deputy_of:
        return None
    head = Post.objects.filter(body=body, title=plan.deputy_of).first()
    if head is None:
        raise BadOffice(f"{plan.title} › deputy_of: cơ quan này không có chức danh “{plan.deputy_of}”.")
    return head


@transaction.atomic
def add_administrator(*, unit_code: str, username: str, name: str, password: str, on: date) -> Account:
    """Add an administrator to the unit's office, from this day on.

    Raises BadOffice for an unknown unit, a unit without bodies, a taken user name or a weak password.
    """
    bodies = Body.objects.filter(unit__code=unit_code, valid_to=None).order_by("pk")
    body = bodies.filter(kind__in=_OFFICES).first() or bodies.first()
    if body is None:
        raise BadOffice(f"Chưa có đơn vị “{unit_code}” hoặc đơn vị chưa có cơ quan nào. Hãy chạy: doithoai setup TỆP")
    if Account.objects.filter(username=username).exists():
        raise BadOffice(f"Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác.")
    try:
        validate_password(password)
    except ValidationError as error:
        raise BadOffice(f"Mật khẩu chưa đạt: {' '.join(error.messages)}") from error
    account = Account.objects.create_user(username, password, full_name=one_line(name))
    Membership.objects.create(account=account, body=body, role=Role.ADMINISTRATOR, valid_from=on)
    return account
