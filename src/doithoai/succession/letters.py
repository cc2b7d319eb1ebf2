"""Notices of this room: who stands in for whom, told to both."""

from doithoai.notices.models import Channel
from doithoai.notices.services import Letter
from doithoai.organisations.models import Substitution
from doithoai.workdays.dates import vi_date


def standing_in(one: Substitution, event: str) -> list[Letter]:
    """Return the notices to the substitute and to the absent one; `event`: named, ended or withdrawn."""
    if event == "withdrawn":
        until = "Lần cử này đã được rút; quyền của người thay dừng ngay, việc đã làm giữ nguyên."
    else:
        approving = "Kể cả duyệt, ký." if one.approves else "Không kể duyệt, ký."
        until = f"Từ {vi_date(one.valid_from)} đến hết {vi_date(one.last)}, theo {one.number}. {approving}"
    told = (
        (one.substitute, f"Bạn xử lý thay ông/bà {one.absent.full_name}", "Việc ấy hiện ở trang Việc của tôi."),
        (one.absent, f"Ông/bà {one.substitute.full_name} xử lý thay bạn", "Thời hạn vẫn chạy trong những ngày này."),
    )
    return [
        Letter(
            event=f"substitution-{event}:{one.key}:{one.valid_to}:{account.key}",
            channel=Channel.IN_APP,
            subject=subject if event != "withdrawn" else f"Không còn hiệu lực: {subject[:1].lower()}{subject[1:]}",
            text=until if event == "withdrawn" else f"{until} {more}",
            account=account,
        )
        for account, subject, more in told
    ]
