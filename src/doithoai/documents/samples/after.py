"""Papers from the conference itself to the archived dossier."""

from datetime import date, datetime

from doithoai.documents.papers import (
    Answer,
    ConcludedMatter,
    ConclusionNotice,
    Count,
    DossierIndex,
    EscalatedMatter,
    EscalationLetter,
    Figure,
    HandoverSlip,
    IndexEntry,
    Minutes,
    MinutesStep,
    OfficialLetter,
    OverdueMatter,
    Paper,
    PeriodReport,
    ReplyLetter,
    Section,
    Signer,
    Statement,
)
from doithoai.documents.samples.people import CONFERENCE, FRAME

_LIGHTS = "Đèn đường từ cổng thôn Cầu Đá đến trường tiểu học hỏng từ tháng 5, học sinh đi học sợ ngã."
_DITCH = "Đề nghị nạo vét mương tiêu liên xã, mưa lớn là ngập ruộng và đường thôn Đông Ngạc."

PAPERS: tuple[Paper, ...] = (
    Minutes(
        **FRAME,
        conference=CONFERENCE,
        started_at=datetime(2026, 9, 7, 8, 5),  # noqa: DTZ001 -- local time, as printed
        ended_at=datetime(2026, 9, 7, 11, 25),  # noqa: DTZ001 -- local time, as printed
        chairs=("Đồng chí Đoàn Quang Lịch, Bí thư Đảng ủy xã",),
        secretaries=("Bà Ngô Thị Xuyến, Văn phòng HĐND và UBND xã",),
        secretary=Signer(title="THƯ KÝ", name="Ngô Thị Xuyến"),
        attendance=(Count(label="Tại hội trường xã", number=58), Count(label="Tại nhà văn hóa thôn Cầu Đá", number=22)),
        attendance_note="Lãnh đạo các phòng, ban, Mặt trận Tổ quốc và các đoàn thể của xã dự đủ.",
        steps=(
            MinutesStep(
                title="Giới thiệu đại biểu, chương trình, nội quy", time="08 giờ 05", text="Văn phòng giới thiệu."
            ),
            MinutesStep(
                title="Nêu mục đích, yêu cầu và tình hình của xã",
                time="08 giờ 15",
                text="Người chủ trì báo cáo tình hình kinh tế - xã hội tám tháng và những việc xã sẽ làm đến cuối năm.",
            ),
        ),
        statements=(
            Statement(
                code="TL-26-014",
                speaker="người dân thôn Cầu Đá",
                text=_LIGHTS,
                answers=(
                    Answer(by="Phòng Kinh tế", text="Đã kiểm tra, 12 bóng cháy; thay xong trước ngày 30/9/2026."),
                ),
                outcome="Tiếp thu, giao Phòng Kinh tế, hạn 30/9/2026",
            ),
            Statement(
                code="TL-26-015",
                speaker="người dân thôn Đông Ngạc",
                text=_DITCH,
                answers=(
                    Answer(by="Người chủ trì", text="Vốn thuộc thẩm quyền thành phố; xã sẽ có văn bản kiến nghị."),
                ),
                outcome="Kiến nghị cấp trên",
            ),
        ),
        conclusion=(
            "Cảm ơn bà con đã thẳng thắn góp ý. Các kiến nghị đều có cơ quan chịu trách nhiệm và thời hạn.",
            "Văn phòng tham mưu ban hành thông báo kết luận đúng hạn và công khai tiến độ.",
        ),
    ),
    ConclusionNotice(
        **FRAME,
        conference=CONFERENCE,
        host="Bí thư Đảng ủy xã",
        assessment=(
            "Dự hội nghị có 96 người dân tại ba điểm, 12 lượt phát biểu, 19 kiến nghị; 14 kiến nghị được trả lời ngay.",
        ),
        matters=(
            ConcludedMatter(
                code="TL-26-014",
                matter=_LIGHTS,
                outcome="Tiếp thu",
                conclusion="Thay 12 bóng đèn, kiểm tra toàn tuyến; trả lời người kiến nghị bằng văn bản.",
                body="Phòng Kinh tế",
                coordinating="Thôn Cầu Đá",
                due_on=date(2026, 9, 30),
            ),
            ConcludedMatter(
                code="TL-26-015",
                matter=_DITCH,
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
        **FRAME,
        addressee="Ông Trần Văn Bách",
        address="thôn Cầu Đá, xã Tân Lạch",
        code="TL-26-014",
        received_on=date(2026, 8, 20),
        matter=_LIGHTS,
        answer=(
            "Phòng Kinh tế xã đã kiểm tra tuyến ngày 10/9/2026, xác định 12 bóng cháy do chập nguồn.",
            "Việc thay bóng xong trước ngày 30/9/2026; trong khi chờ, thôn vận động các hộ hai bên bật đèn cổng.",
        ),
        outcome="Đang giải quyết",
        next_on=date(2026, 9, 30),
        contact="Phòng Kinh tế xã, điện thoại 0225 000 0001",
    ),
    EscalationLetter(
        **FRAME,
        conference=CONFERENCE,
        addressee="Ủy ban nhân dân thành phố Hải Phòng",
        matters=(
            EscalatedMatter(
                code="TL-26-015",
                matter=_DITCH,
                reason="Tuyến mương đi qua ba xã, do đơn vị của thành phố quản lý; xã không có nguồn vốn.",
                proposal="Bố trí vốn nạo vét 2,4 km trước mùa mưa năm 2027.",
            ),
        ),
        answer_by=date(2026, 10, 15),
        contact="Văn phòng HĐND và UBND xã, điện thoại 0225 000 0000",
    ),
    HandoverSlip(
        **FRAME,
        addressee="Ban Tiếp công dân thành phố Hải Phòng",
        code="TL-26-033",
        matter="Khiếu nại quyết định hành chính về bồi thường khi thu hồi đất tại thôn Đông Ngạc.",
        ground="Khiếu nại quyết định hành chính, giải quyết theo Luật Khiếu nại, không thuộc phạm vi quy chế đối thoại",
        received_on=date(2026, 8, 21),
        enclosures=("01 bản sao đơn, 03 trang.",),
        contact="Văn phòng HĐND và UBND xã, điện thoại 0225 000 0000",
    ),
    OfficialLetter(
        **FRAME,
        subject="V/v tổ chức đối thoại đột xuất về tiêu thoát nước thôn Đông Ngạc",
        addressees=("Phòng Kinh tế", "Ủy ban MTTQ Việt Nam xã", "Thôn Đông Ngạc"),
        paragraphs=(
            "Sau trận mưa ngày 20/8/2026, nhiều hộ dân thôn Đông Ngạc bị ngập và có kiến nghị cần giải quyết ngay.",
            "Ủy ban nhân dân xã yêu cầu các cơ quan chuẩn bị nội dung để đối thoại với người dân trong tuần này./.",
        ),
    ),
    PeriodReport(
        **FRAME,
        period="6 tháng đầu năm 2026",
        addressee="Ban Thường vụ Thành ủy Hải Phòng",
        figures=(
            Figure(label="Số cuộc đối thoại đã tổ chức", value="2", note="định kỳ 1, chuyên đề 1"),
            Figure(label="Số kiến nghị tiếp nhận", value="57", note="gồm cả kiến nghị nêu tại hội nghị"),
            Figure(label="Đã trả lời", value="55 (96,5 %)", note="55 trên 57", level=1),
            Figure(label="Đã giải quyết xong", value="31 (54,4 %)", note="31 trên 57", level=1),
        ),
        sections=(
            Section(
                title="Đánh giá chung",
                paragraphs=(
                    "Các cuộc đối thoại được thông báo đúng thời hạn; kiến nghị đều có cơ quan chịu trách nhiệm.",
                ),
            ),
        ),
        overdue=(
            OverdueMatter(
                matter="Trả lời kiến nghị về rác thải tại chợ Lạch",
                body="Phòng Kinh tế",
                due_on=date(2026, 6, 12),
                days_late=9,
                citation="Điều 10 khoản 2",
            ),
        ),
        proposals=("Đề nghị thành phố sớm có ý kiến về hai nội dung đã kiến nghị.",),
    ),
    DossierIndex(
        **FRAME,
        code="HS-2026-TL-01",
        title=CONFERENCE.title,
        opened_on=date(2026, 8, 3),
        closed_on=date(2026, 11, 20),
        keeper="Văn phòng HĐND và UBND xã Tân Lạch",
        retention="20 năm, tính từ năm 2026",
        entries=(
            IndexEntry(
                symbol="12/KH-UBND",
                on=date(2026, 8, 10),
                title="Kế hoạch tổ chức hội nghị đối thoại",
                author="UBND xã Tân Lạch",
                pages=4,
            ),
            IndexEntry(
                symbol="05/TB-UBND",
                on=date(2026, 9, 14),
                title="Thông báo kết luận hội nghị đối thoại",
                author="UBND xã Tân Lạch",
                pages=3,
                note="kèm danh sách gửi",
            ),
        ),
    ),
)
