"""The notices about bodies outside the program: they answered, they are silent, their opinion is there."""

from datetime import date

from doithoai.accounts.enums import Role
from doithoai.notices.services import Letter
from doithoai.organisations.models import Body
from doithoai.petitions.letters import to_members
from doithoai.petitions.models import OutsideLink
from doithoai.workdays.dates import vi_date


def outside_answered(link: OutsideLink, *, on: date) -> list[Letter]:
    """Tell the host office that an answer waits to be looked at."""
    return to_members(
        link.petition.dialogue.host_office,
        (Role.CLERK,),
        event=f"outside-answered:{link.key}",
        subject=f"{link.name} trả lời về {link.petition.code}",
        text="Hãy đọc và nhận, hoặc ghi vì sao chưa nhận. Chưa nhận thì chưa dùng vào đâu.",
        petition=link.petition,
        on=on,
    )


def outside_silent(link: OutsideLink, *, on: date) -> list[Letter]:
    """Tell the host office that the wanted day passed without an answer."""
    return to_members(
        link.petition.dialogue.host_office,
        (Role.CLERK,),
        event=f"outside-silent:{link.key}",
        subject=f"{link.name} chưa trả lời về {link.petition.code}",
        text=(
            f"Đã qua ngày cần trả lời {vi_date(link.wanted_on)}. Hãy gọi lại hoặc gửi công văn; "
            f"đường dẫn còn dùng được đến hết {vi_date(link.valid_until)}."
        ),
        petition=link.petition,
        on=on,
    )


def opinion_for(link: OutsideLink, lead: Body, *, on: date) -> list[Letter]:
    """Tell the people of the lead that an opinion from outside is there to use."""
    return to_members(
        lead,
        (Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.CLERK, Role.FRONT),
        event=f"outside-opinion:{link.key}",
        subject=f"Có ý kiến của {link.name} về {link.petition.code}",
        text="Văn phòng đã nhận ý kiến này. Hãy mở kiến nghị để đọc khi soạn trả lời.",
        petition=link.petition,
        on=on,
    )
