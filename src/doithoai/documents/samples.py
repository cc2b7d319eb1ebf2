"""Made-up papers, one of each kind: uploaded templates are tried on them, and so are our own."""

from dataclasses import replace
from datetime import date, datetime
from typing import TypedDict

from doithoai.documents.enums import Heading, PaperKind
from doithoai.documents.papers import (
    ConcludedMatter,
    ConclusionNotice,
    Conference,
    Invitation,
    Issuer,
    Paper,
    ReplyLetter,
    Signer,
)


class _Frame(TypedDict):
    """What all samples share."""

    issuer: Issuer
    signer: Signer
    recipients: tuple[str, ...]
    signed_on: date


STATE = Issuer(
    key="sample-ubnd",
    heading=Heading.STATE,
    name="ỦY BAN NHÂN DÂN\nXÃ TÂN LẠCH",
    inline_name="Ủy ban nhân dân xã Tân Lạch",
    code="UBND",
    unit="VP",
    place="Tân Lạch",
)
PARTY = Issuer(
    key="sample-du",
    heading=Heading.PARTY,
    parent="ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG",
    name="ĐẢNG ỦY XÃ TÂN LẠCH",
    inline_name="Đảng ủy xã Tân Lạch",
    code="ĐU",
    place="Tân Lạch",
    term="2025-2030",
)
FRONT = Issuer(
    key="sample-mttq",
    heading=Heading.FRONT,
    parent="ỦY BAN MTTQ VIỆT NAM\nTHÀNH PHỐ HẢI PHÒNG",
    name="ỦY BAN MTTQ VIỆT NAM\nXÃ TÂN LẠCH",
    inline_name="Ủy ban Mặt trận Tổ quốc Việt Nam xã Tân Lạch",
    code="MTTQ",
    unit="BTT",
    place="Tân Lạch",
)
ISSUERS = {Heading.STATE: STATE, Heading.PARTY: PARTY, Heading.FRONT: FRONT}
SIGNERS = {
    Heading.STATE: Signer(
        on_behalf="TM. ỦY BAN NHÂN DÂN", acting_for="KT. CHỦ TỊCH", title="PHÓ CHỦ TỊCH", name="Phạm Thị Hoài Thu"
    ),
    Heading.PARTY: Signer(on_behalf="T/M BAN THƯỜNG VỤ", title="BÍ THƯ", name="Đoàn Quang Lịch"),
    Heading.FRONT: Signer(on_behalf="TM. BAN THƯỜNG TRỰC", title="CHỦ TỊCH", name="Vũ Văn Khuê"),
}
CONFERENCE = Conference(
    title="Hội nghị đối thoại giữa người đứng đầu cấp ủy, chính quyền xã Tân Lạch với Nhân dân năm 2026",
    starts_at=datetime(2026, 9, 7, 8, 0),  # noqa: DTZ001 -- local time, as printed
    ends_at=datetime(2026, 9, 7, 11, 30),  # noqa: DTZ001 -- local time, as printed
    place="Hội trường Trung tâm văn hóa xã Tân Lạch, thôn Cầu Đá",
    host="Đồng chí Đoàn Quang Lịch, Bí thư Đảng ủy xã",
    form="Trực tiếp kết hợp trực tuyến",
    points=("Hội trường xã", "Nhà văn hóa thôn Cầu Đá", "Nhà văn hóa thôn Đông Ngạc"),
)
RECIPIENTS = (
    "Như trên;",
    "Thường trực Đảng ủy, HĐND xã (để b/c);",
    "Ủy ban MTTQ và các đoàn thể xã;",
    "Trưởng các thôn;",
    "Lưu: VT, VP.",
)


_FRAME: _Frame = {
    "issuer": STATE,
    "signer": SIGNERS[Heading.STATE],
    "recipients": RECIPIENTS,
    "signed_on": date(2026, 8, 24),
}
SAMPLES: tuple[Paper, ...] = (
    Invitation(
        **_FRAME,
        conference=CONFERENCE,
        invitee="Ông Trần Văn Bách, Trưởng thôn Cầu Đá",
        topics=("Đường liên thôn, điện chiếu sáng, thoát nước;", "Thủ tục đất đai sau khi sắp xếp đơn vị hành chính."),
        requests=("Đề nghị có mặt trước 15 phút để nhận tài liệu.",),
        contact="Văn phòng HĐND và UBND xã, điện thoại 0225 000 0000",
    ),
    ConclusionNotice(
        **_FRAME,
        conference=CONFERENCE,
        host="Bí thư Đảng ủy xã",
        assessment=(
            "Dự hội nghị có 96 người dân tại ba điểm, 12 lượt phát biểu, 19 kiến nghị; 14 kiến nghị được trả lời ngay.",
        ),
        matters=(
            ConcludedMatter(
                code="TL-26-014",
                matter="Đèn đường từ cổng thôn Cầu Đá đến trường tiểu học hỏng từ tháng 5, học sinh đi học sợ ngã.",
                outcome="Tiếp thu",
                conclusion="Thay 12 bóng đèn, kiểm tra toàn tuyến; trả lời người kiến nghị bằng văn bản.",
                body="Phòng Kinh tế",
                coordinating="Thôn Cầu Đá",
                due_on=date(2026, 9, 30),
            ),
            ConcludedMatter(
                code="TL-26-015",
                matter="Đề nghị thành phố bố trí vốn nạo vét mương tiêu liên xã.",
                outcome="Kiến nghị cấp trên",
                conclusion="Giao Văn phòng soạn văn bản kiến nghị Ủy ban nhân dân thành phố.",
                body="Văn phòng HĐND và UBND",
                due_on=date(2026, 9, 21),
            ),
        ),
        implementation=(
            "Các cơ quan được giao báo cáo Bí thư Đảng ủy xã và trả lời người kiến nghị bằng văn bản.",
            "Văn phòng theo dõi, đôn đốc và công khai tiến độ.",
        ),
    ),
    ReplyLetter(
        **_FRAME,
        addressee="Ông Trần Văn Bách",
        address="thôn Cầu Đá, xã Tân Lạch",
        code="TL-26-014",
        received_on=date(2026, 8, 20),
        matter="Đèn đường đoạn từ cổng thôn Cầu Đá đến trường tiểu học hỏng từ tháng 5.",
        answer=(
            "Phòng Kinh tế xã đã kiểm tra tuyến ngày 10/9/2026, xác định 12 bóng cháy do chập nguồn.",
            "Việc thay bóng xong trước ngày 30/9/2026; trong khi chờ, tổ dân phố bật đèn cổng các hộ hai bên đường.",
        ),
        outcome="Đang giải quyết",
        next_on=date(2026, 9, 30),
        contact="Phòng Kinh tế xã, điện thoại 0225 000 0001",
    ),
)
_BY_KIND = {paper.kind: paper for paper in SAMPLES}


def sample(kind: str, heading: str = Heading.STATE) -> Paper:
    """Return the made-up paper of this kind under this heading."""
    form = Heading(heading)
    return replace(_BY_KIND[PaperKind(kind)], issuer=ISSUERS[form], signer=SIGNERS[form])


def kinds() -> tuple[PaperKind, ...]:
    """Return every kind that has a sample, so also a template."""
    return tuple(_BY_KIND)
