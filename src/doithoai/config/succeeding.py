"""`doithoai succession`: lists of merged places, and whole units that are merged into another."""

import sys
from argparse import Namespace
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from doithoai.accounts.models import Account
from doithoai.common.actors import Actor
from doithoai.common.errors import DomainError, NotPermitted
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Unit
from doithoai.succession import permissions, services
from doithoai.succession.errors import ReorganisationRefused

DONE, FAILED = 0, 1


class Unknown(DomainError):
    """A code, a user name or a day that leads nowhere."""


def run(arguments: Namespace) -> int:
    """Do what `places` or `units` asks; return the exit status. All or nothing; `--dry-run` writes nothing."""
    today = timezone.localdate()
    unit = _unit(arguments.unit if arguments.verb == "places" else arguments.into)
    by = _actor(arguments.username, unit, on=today)
    verb = _places if arguments.verb == "places" else _units
    try:
        with transaction.atomic():
            told = verb(arguments, unit, on=today, by=by)
            if arguments.dry_run:
                transaction.set_rollback(True)
    except ReorganisationRefused as error:
        sys.stdout.write("".join(f"Dòng {line}: {why}\n" for line, why in error.rows))
        sys.stderr.write(f"{error}\n")
        return FAILED
    sys.stdout.write(f"{'Kiểm tra xong, chưa ghi gì: ' if arguments.dry_run else ''}{told}\n")
    return DONE


def _places(arguments: Namespace, unit: Unit, *, on: date, by: Actor) -> str:
    path = Path(arguments.file)
    rows = services.read_places(path.read_bytes(), path.name)
    made = services.import_places(unit=unit, rows=rows, on=on, by=by)
    return f"{len(made)} quyết định từ {len(rows)} dòng, {unit.name}."


def _units(arguments: Namespace, into: Unit, *, on: date, by: Actor) -> str:
    olds = [_unit(code) for code in arguments.codes]
    decision = services.Decision(
        number=arguments.number, decided_on=_day(arguments.decided), since=_day(arguments.since)
    )
    change = services.merge_units(olds=olds, into=into, decision=decision, on=on, by=by)
    links = change.bodylinks.select_related("old__unit", "new").order_by("pk")
    lines = [f"  {link.old.name} ({link.old.unit.code}) → {link.new.name}" for link in links if link.new]
    return "\n".join([f"{', '.join(old.name for old in olds)} nhập vào {into.name}:", *lines])


def _unit(code: str) -> Unit:
    found = Unit.objects.filter(code__iexact=code.strip()).first()
    if found is None:
        raise Unknown(f"Không có đơn vị mang mã “{code}”. Mã đứng đầu mã kiến nghị, ví dụ TL.")
    return found


def _actor(username: str, unit: Unit, *, on: date) -> Actor:
    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None:
        raise Unknown(f"Không có tài khoản “{username}”. Hãy nêu tên đăng nhập của người ghi.")
    standing = organisations.standing_of(account, on=on)
    if not permissions.can_record(standing, unit):
        raise NotPermitted(
            f"{account.full_name} không ghi được quyết định của {unit.name}: việc của văn phòng, quản trị."
        )
    return account.actor(standing.main.body.key if standing.main else "")


def _day(text: str) -> date:
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), shape).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    raise Unknown(f"Không hiểu ngày “{text}”. Hãy viết 2025-07-01 hoặc 1/7/2025.")
