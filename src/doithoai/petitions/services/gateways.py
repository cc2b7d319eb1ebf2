"""Handing in by a program: open and withdraw a gateway; one petition for one key, however often it is sent."""

import secrets
from datetime import date
from hashlib import sha256

from django.db import transaction

from doithoai.accounts import queries as accounts
from doithoai.common.actors import PUBLIC, Actor
from doithoai.common.text import one_line
from doithoai.dialogues.models import Dialogue
from doithoai.journal import services as journal
from doithoai.organisations.models import Unit
from doithoai.petitions.enums import IntakeChannel
from doithoai.petitions.errors import GatewayRefused, KeyUsedOtherwise
from doithoai.petitions.models import Gateway, HandedIn
from doithoai.petitions.queries.gateways import CHANNELS, serves, token_digest
from doithoai.petitions.services.receiving import Opinion, Petitioner, Received, receive_petition, renew_secret
from doithoai.regulations.facts import GatewayOpened, GatewayWithdrawn
from doithoai.textsearch.folding import fold


@transaction.atomic
def open_gateway(*, unit: Unit, name: str, channel: IntakeChannel, on: date, by: Actor) -> tuple[Gateway, str]:
    """Let a program hand petitions in for the unit and those under it; return it with its token, shown once.

    Raises GatewayRefused without a name, or with the name of one that is open.
    """
    words = one_line(name)[:160]
    if not words:
        raise GatewayRefused("Chưa ghi tên. Hãy ghi nơi sẽ gửi, ví dụ “Tổng đài 1022”.")
    if channel not in CHANNELS:
        raise GatewayRefused("Kênh này không nhận từ phần mềm khác. Hãy chọn kênh trong danh sách.")
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    open_ones = Gateway.objects.filter(unit=unit, withdrawn_on=None).values_list("name", flat=True)
    if fold(words) in {fold(one) for one in open_ones}:
        raise GatewayRefused(f"“{words}” đang được nhận rồi. Mất mã truy cập thì ngừng kết nối ấy và mở kết nối mới.")
    token = secrets.token_urlsafe(32)
    gateway = Gateway.objects.create(
        unit=unit,
        name=words,
        channel=channel,
        token_digest=token_digest(token),
        opened_on=on,
        opened_by=accounts.account_of(by),
    )
    journal.record(GatewayOpened(on=on, unit=unit.key, gateway=gateway.key, channel=str(channel)), by=by)
    return gateway, token


@transaction.atomic
def withdraw_gateway(*, gateway: Gateway, on: date, by: Actor) -> Gateway:
    """Take nothing more from the program; what it handed in stays. A second click does nothing."""
    fresh = Gateway.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=gateway.pk)
    if fresh.withdrawn_on is None:
        fresh.withdrawn_on, fresh.withdrawn_by = on, accounts.account_of(by)
        fresh.save(update_fields=["withdrawn_on", "withdrawn_by"])
        journal.record(GatewayWithdrawn(on=on, unit=fresh.unit.key, gateway=fresh.key), by=by)
    return fresh


@transaction.atomic
def hand_in(
    *,
    gateway: Gateway,
    idempotency_key: str,
    asked: bytes,
    dialogue: Dialogue,
    opinion: Opinion,
    petitioner: Petitioner,
    on: date,
) -> Received:
    """Register what a program hands in, once for each of its keys; `asked` is the whole of it, to know it again.

    The same again (the line broke before the answer came) gives the same petition with a fresh secret: the
    earlier one was never read. Raises KeyUsedOtherwise for the key with other content, GatewayRefused for a
    dialogue of another unit, and all that `receive_petition` raises; then the key is not used up.
    """
    fresh = Gateway.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=gateway.pk)
    digest = sha256(asked).hexdigest()
    known = HandedIn.objects.filter(gateway=fresh, idempotency_key=idempotency_key).first()
    if known is not None:
        if known.digest != digest:
            raise KeyUsedOtherwise
        submitter = known.submitter
        return Received(submitter.petition, submitter, renew_secret(submitter), again=True)
    if not serves(fresh, dialogue):
        raise GatewayRefused(f"Kết nối này không gửi cho {dialogue.unit.name}. Hãy chọn cuộc đối thoại khác.")
    received = receive_petition(dialogue=dialogue, opinion=opinion, petitioner=petitioner, on=on, by=PUBLIC)
    HandedIn.objects.create(gateway=fresh, idempotency_key=idempotency_key, digest=digest, submitter=received.submitter)
    return received
