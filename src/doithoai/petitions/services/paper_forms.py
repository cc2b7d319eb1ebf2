"""Paper forms that came back: typed by one officer, confirmed by another, then a petition like any other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from doithoai.accounts import queries as account_queries
from doithoai.accounts import services as accounts
from doithoai.accounts.enums import Purpose
from doithoai.accounts.models import IdentityLook
from doithoai.accounts.vault import PersonalDetails
from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.dialogues.models import Dialogue
from doithoai.documents import services as documents
from doithoai.documents.validators import PDF
from doithoai.journal import services as journal
from doithoai.petitions import validators
from doithoai.petitions.enums import FormState, IntakeChannel, ReplyChannel
from doithoai.petitions.errors import FormRefused, FormTaken, SecondReaderNeeded
from doithoai.petitions.models import FormScan, PaperForm
from doithoai.petitions.services.looking import LOOK_LASTS
from doithoai.petitions.services.printing_forms import one_reads
from doithoai.petitions.services.receiving import (
    Opinion,
    Petitioner,
    Received,
    check_may_receive,
    check_petitioner,
    locked_dialogue,
    register,
)
from doithoai.regulations.facts import (
    IdentityViewed,
    PaperFormConfirmed,
    PaperFormReleased,
    PaperFormTyped,
)
from doithoai.workdays.dates import vi_date

MOST_SCANS = 4  # front and back, and each once more
_PICTURES = frozenset({PDF, "image/jpeg", "image/png", "image/heic"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one officer reads from a filled sheet; nothing in it is required while it is only kept."""

    text: str = ""
    place: str = ""
    received_on: date | None = None
    details: PersonalDetails | None = None
    reply_channel: ReplyChannel = ReplyChannel.COUNTER
    may_publish: bool = False
    is_group: bool = False

    def cleaned(self) -> "Reading":
        """Return it as it is stored and compared: NFC, no ends of white space, short fields on one line."""
        place = one_line(self.place)[: validators.PLACE_MAX]
        return replace(self, text=nfc(self.text).strip(), place=place)


@transaction.atomic
def type_form(
    *,
    form: PaperForm,
    reading: Reading,
    scans: Sequence[tuple[str, bytes]] = (),
    finished: bool,
    into: Dialogue | None = None,
    on: date,
    by: Actor,
) -> PaperForm:
    """Keep what the first officer reads; half of it as a draft, all of it (`finished`) for the second officer.

    The petition is not made yet, so nothing counts twice. `into`: another dialogue of the unit, for a sheet that came
    when its own took nothing in any more. Raises FormTaken for a number that was used before,
    FormRefused without a picture, and what receiving raises, so that the second officer never meets a sheet
    that cannot be registered.
    """
    dialogue = locked_dialogue(into or form.dialogue)
    fresh = _locked(form)
    account = account_queries.account_of(by)
    if fresh.state == FormState.CONFIRMED or (fresh.state == FormState.TYPED and fresh.typed_by_id != account.pk):
        raise _taken(fresh)
    _move(fresh, dialogue)
    _add_scans(fresh, scans, by=by)
    said = reading.cleaned()
    if finished:
        _check_whole(fresh, said, on=on)
    _keep(fresh, said)
    fresh.state = FormState.TYPED if finished else FormState.TYPING
    fresh.typed_at, fresh.typed_by = timezone.now(), account
    fresh.save()
    if finished:
        journal.record(PaperFormTyped(on=on, dialogue=fresh.dialogue.key, form=fresh.key), by=by)
    return fresh


def _locked(form: PaperForm) -> PaperForm:
    rows = PaperForm.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("dialogue", "dialogue__unit", "identity", "typed_by", "petition").get(pk=form.pk)


def _taken(form: PaperForm) -> FormTaken:
    """Return the refusal that leads to the first: one number is one sheet."""
    who = form.typed_by.full_name if form.typed_by else ""
    day = vi_date(timezone.localdate(form.typed_at)) if form.typed_at else ""
    became = form.petition.code if form.petition else ""
    now = f"đã thành kiến nghị {became}" if became else "đang chờ người thứ hai xác nhận"
    return FormTaken(
        f"Số phiếu {form.number} đã dùng: {who} gõ {day}, {now}. Nếu đây là bản chụp lại do người khác viết, "
        "hãy in thêm một phiếu, ghi số mới lên tờ giấy rồi gõ theo số mới.",
        number=form.number,
        petition=became,
    )


def _add_scans(form: PaperForm, scans: Sequence[tuple[str, bytes]], *, by: Actor) -> None:
    if form.scans.count() + len(scans) > MOST_SCANS:
        raise FormRefused(f"Mỗi phiếu kèm nhiều nhất {MOST_SCANS} ảnh. Hãy bớt ảnh, hoặc gộp thành một tệp PDF.")
    account = account_queries.account_of(by)
    for name, content in scans:
        file = documents.store_file(name=name, content=content, by=by)
        if file.media_type not in _PICTURES:
            raise FormRefused(f"“{file.name}” không phải ảnh hay PDF. Hãy chụp hoặc quét tờ phiếu rồi chọn lại.")
        FormScan.objects.create(form=form, file=file, added_by=account)


def _check_whole(form: PaperForm, said: Reading, *, on: date) -> None:
    validators.check_text(said.text)
    if said.received_on is None:
        raise FormRefused("Chưa ghi ngày nhận. Lấy ngày cán bộ ghi ở cuối phiếu; thời hạn tính từ ngày ấy.")
    check_may_receive(form.dialogue, _opinion(said), on=on)
    check_petitioner(_petitioner(said))
    if not form.scans.exists():
        raise FormRefused(
            "Chưa có ảnh tờ phiếu, nên người thứ hai không có gì để đối chiếu. Hãy chụp hoặc quét phiếu rồi chọn tệp; "
            "chưa chụp được thì bấm “Lưu tạm”."
        )


def _keep(form: PaperForm, said: Reading) -> None:
    form.text, form.place, form.received_on = said.text, said.place, said.received_on
    form.reply_channel, form.may_publish, form.is_group = said.reply_channel, said.may_publish, said.is_group
    if said.details is None:
        _forget(form)
    elif form.identity is None:
        form.identity = accounts.keep_identity(said.details)
    else:
        accounts.change_identity(form.identity, said.details)


def _forget(form: PaperForm) -> None:
    """Forget the name that was typed: it does not stand on the paper."""
    if form.identity is not None:
        accounts.erase_identity(form.identity, now=timezone.now())
        form.identity = None


def _opinion(said: Reading) -> Opinion:
    assert said.received_on is not None
    return Opinion(text=said.text, channel=IntakeChannel.PAPER, received_on=said.received_on, place=said.place)


def _petitioner(said: Reading) -> Petitioner:
    return Petitioner(
        details=said.details,
        reply_channel=said.reply_channel,
        is_group=said.is_group,
        may_publish=said.may_publish,
    )


def reading_of(form: PaperForm) -> Reading:
    """Return what the first officer typed, the name unsealed; whoever shows it on a screen leaves a trace first."""
    return Reading(
        text=form.text,
        place=form.place,
        received_on=form.received_on,
        details=accounts.address_for_sending(form.identity) if form.identity else None,
        reply_channel=ReplyChannel(form.reply_channel),
        may_publish=form.may_publish,
        is_group=form.is_group,
    )


@transaction.atomic
def confirm_form(*, form: PaperForm, reading: Reading, into: Dialogue | None = None, on: date, by: Actor) -> Received:
    """Make the petition of what the second officer reads; the clocks start on the day written on the paper.

    `into`: another dialogue of the unit, where the one it was printed for takes nothing in any more. Raises
    SecondReaderNeeded for the officer who typed it (unless the unit has decided that one reads), FormTaken when it is
    confirmed already, FormRefused while it is not typed to the end, and what receiving raises.
    """
    dialogue = locked_dialogue(into or form.dialogue)
    fresh = _locked(form)
    if fresh.state == FormState.CONFIRMED:
        raise _taken(fresh)
    if fresh.state != FormState.TYPED:
        raise FormRefused(f"Phiếu {fresh.number} chưa gõ xong nên chưa xác nhận được.")
    account = account_queries.account_of(by)
    alone = fresh.typed_by_id == account.pk
    if alone and not one_reads(fresh.dialogue.unit):
        raise SecondReaderNeeded
    said = reading.cleaned()
    _move(fresh, dialogue)
    _check_whole(fresh, said, on=on)
    corrected = len(differing(reading_of(fresh), said))
    received = register(dialogue, _opinion(said), _petitioner(said), identity=fresh.identity, on=on, by=by)
    if said.details is None:
        _forget(fresh)
    fresh.identity = None
    fresh.state, fresh.petition, fresh.readers = FormState.CONFIRMED, received.petition, 1 if alone else 2
    fresh.confirmed_at, fresh.confirmed_by = timezone.now(), account
    fresh.save()
    fact = PaperFormConfirmed(
        on=on,
        dialogue=dialogue.key,
        petition=received.petition.key,
        form=fresh.key,
        readers=fresh.readers,
        corrected=corrected,
    )
    journal.record(fact, by=by)
    return received


def _move(form: PaperForm, dialogue: Dialogue) -> None:
    """Let the form belong to the dialogue that takes it in; the caller saves it."""
    if form.dialogue.unit_id != dialogue.unit_id:
        raise FormRefused("Phiếu chỉ chuyển sang cuộc đối thoại của cùng đơn vị.")
    form.dialogue = dialogue


FIELDS = ("text", "place", "received_on", "details", "reply_channel", "may_publish", "is_group")


def differing(first: Reading, second: Reading) -> list[str]:
    """Return the names of the fields in which two readings differ; white space at the ends does not count."""
    one, two = first.cleaned(), second.cleaned()
    return [name for name in FIELDS if getattr(one, name) != getattr(two, name)]


@transaction.atomic
def look_at_form(*, form: PaperForm, on: date, by: Actor) -> Reading:
    """Return what the first officer typed for a screen; who saw the name, and when, is kept for good.

    One trace while a look lasts: a page opened again is no second look.
    """
    if form.identity is not None:
        account = account_queries.account_of(by)
        since = timezone.now() - LOOK_LASTS
        if not IdentityLook.objects.filter(identity=form.identity, account=account, looked_at__gte=since).exists():
            accounts.look_at_identity(form.identity, by=account, purpose=Purpose.TRANSCRIBE)
            identity, purpose = form.identity.key, str(Purpose.TRANSCRIBE)
            fact = IdentityViewed(on=on, dialogue=form.dialogue.key, identity=identity, purpose=purpose)
            journal.record(fact, by=by)
    return reading_of(form)


@transaction.atomic
def release_form(*, form: PaperForm, on: date, by: Actor) -> PaperForm:
    """Throw away what was typed under a number by mistake; the sheet of that number may be typed when it comes.

    Raises FormTaken once it is a petition.
    """
    locked_dialogue(form.dialogue)
    fresh = _locked(form)
    if fresh.state == FormState.CONFIRMED:
        raise _taken(fresh)
    if fresh.state == FormState.PRINTED:
        return fresh
    fresh.scans.all().delete()
    _forget(fresh)
    _keep(fresh, Reading(place=fresh.batch.place))
    fresh.state, fresh.typed_at, fresh.typed_by = FormState.PRINTED, None, None
    fresh.save()
    journal.record(PaperFormReleased(on=on, dialogue=fresh.dialogue.key, form=fresh.key), by=by)
    return fresh
