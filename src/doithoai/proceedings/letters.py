"""The notices that this room sends: the conclusion to bodies and to petitioners."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.urls import NoReverseMatch, reverse

from doithoai.accounts.enums import Role
from doithoai.dialogues.models import Dialogue
from doithoai.notices.models import Channel
from doithoai.notices.services import Letter
from doithoai.organisations import queries as organisations
from doithoai.petitions.enums import ReplyChannel
from doithoai.proceedings.models import Conclusion, Delivery, Outcome
from doithoai.proceedings.queries.running import outcomes_of

_CHANNELS = {
    ReplyChannel.EMAIL: Channel.EMAIL,
    ReplyChannel.SMS: Channel.SMS,
    ReplyChannel.LETTER: Channel.LETTER,
    ReplyChannel.COUNTER: Channel.COUNTER,
}
_READERS = (
    Role.CLERK,
    Role.AGENCY_OFFICER,
    Role.AGENCY_HEAD,
    Role.FRONT,
    Role.MASS_MOBILISATION,
    Role.UPPER_LEVEL,
)


def conclusion_letters(deliveries: Iterable[Delivery], conclusion: Conclusion, *, on: date) -> Iterator[Letter]:
    """Yield what carries the notice to its recipients; a petitioner who follows by code finds it there."""
    current = outcomes_of(conclusion.dialogue)
    outcomes = {outcome.petition_id: outcome for outcome in current}
    for delivery in deliveries:
        if delivery.body_id is not None:
            yield from _to_body(delivery, conclusion, on=on)
        elif delivery.submitter_id is not None:
            yield from _to_petitioner(delivery, conclusion, outcomes)


def _to_body(delivery: Delivery, conclusion: Conclusion, *, on: date) -> Iterator[Letter]:
    body, dialogue = delivery.body, conclusion.dialogue
    assert body is not None
    subject = f"Thông báo kết luận {conclusion.number}: {dialogue.title}"
    items = dialogue.conclusion_items.filter(body=body).count()
    task = f" Cơ quan được giao {items} việc; hãy báo cáo chủ trì theo thời hạn trong thông báo." if items else ""
    text = f"Thông báo kết luận {conclusion.number} của {dialogue.title} đã ban hành.{task}"
    event = f"conclusion:{dialogue.key}:{delivery.recipient}:{body.key}"
    if body.email:
        yield Letter(event, Channel.EMAIL, subject, text, email=body.email, dialogue=dialogue.key)
    for account in organisations.members_of(body, *_READERS, on=on):
        yield Letter(
            f"{event}:{account.key}",
            Channel.IN_APP,
            subject,
            text,
            account=account,
            url=_address(dialogue),
            dialogue=dialogue.key,
        )


def _address(dialogue: Dialogue) -> str:
    try:
        return reverse("desk:dialogue-conclusion", args=[dialogue.code])
    except NoReverseMatch:  # an installation without the desk
        return ""


def _to_petitioner(delivery: Delivery, conclusion: Conclusion, outcomes: Mapping[int, Outcome]) -> Iterator[Letter]:
    submitter, dialogue = delivery.submitter, conclusion.dialogue
    assert submitter is not None
    channel = _CHANNELS.get(ReplyChannel(submitter.reply_channel))
    if channel is None or submitter.identity is None:
        return
    yield Letter(
        f"conclusion:{dialogue.key}:submitter:{submitter.key}",
        channel,
        f"Kết luận về kiến nghị {submitter.code}",
        _words_for_petitioner(delivery, conclusion, outcomes),
        identity=submitter.identity,
        dialogue=dialogue.key,
        petition=submitter.petition.key,
    )


def _words_for_petitioner(delivery: Delivery, conclusion: Conclusion, outcomes: Mapping[int, Outcome]) -> str:
    submitter = delivery.submitter
    assert submitter is not None
    outcome = outcomes.get(submitter.petition.merged_into_id or submitter.petition.pk)
    title = conclusion.dialogue.title
    lines = [f"Kiến nghị {submitter.code} của bạn đã có trong Thông báo kết luận {conclusion.number} của {title}."]
    if outcome is not None:
        body = f", nơi giải quyết: {outcome.body.name}" if outcome.body else ""
        lines.append(f"Kết quả: {outcome.get_kind_display()}{body}.")
    lines.append("Bạn xem toàn văn và theo dõi tiếp bằng mã và từ bí mật trên biên nhận.")
    return "\n".join(lines)
