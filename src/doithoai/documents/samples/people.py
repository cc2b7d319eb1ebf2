"""The made-up place, bodies and conference that all samples speak of (no real persons)."""

from datetime import date, datetime
from typing import TypedDict

from doithoai.documents.enums import Heading
from doithoai.documents.papers import Conference, Issuer, Signer


class Frame(TypedDict):
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
FRAME: Frame = {
    "issuer": STATE,
    "signer": SIGNERS[Heading.STATE],
    "recipients": RECIPIENTS,
    "signed_on": date(2026, 8, 24),
}
