"""Papers from the plan to the morning of the conference."""

from datetime import date

from doithoai.documents.papers import (
    AnnualPlan,
    AssignedMatter,
    Assignment,
    CollectedOpinion,
    ConferencePlan,
    Count,
    HouseRules,
    Invitation,
    OpinionForm,
    Paper,
    PlannedDialogue,
    PreparedAnswer,
    Programme,
    PublicNotice,
    ReplyReport,
    SpeakingForm,
    Step,
    Synthesis,
    SynthesisLine,
    Task,
)
from doithoai.documents.samples.people import CONFERENCE, FRAME

_TOPICS = (
    "Đường liên thôn, điện chiếu sáng, thoát nước;",
    "Thủ tục đất đai sau khi sắp xếp đơn vị hành chính;",
    "Vệ sinh môi trường, thu gom rác ở khu dân cư.",
)
_TASKS = (
    Task(
        body="Văn phòng HĐND và UBND xã",
        work="Tham mưu kế hoạch, chương trình, giấy mời; tổng hợp ý kiến; chuẩn bị hội trường và các điểm cầu.",
        due_on=date(2026, 8, 24),
    ),
    Task(
        body="Ủy ban MTTQ Việt Nam xã",
        work="Phối hợp thu thập ý kiến ở 9 thôn; dự báo những vấn đề người dân quan tâm.",
        due_on=date(2026, 8, 31),
    ),
    Task(body="Phòng Kinh tế", work="Chuẩn bị trả lời về hạ tầng, đất đai, môi trường.", due_on=date(2026, 9, 3)),
    Task(body="Công an xã", work="Bảo đảm an ninh, trật tự, giao thông tại các điểm cầu.", due_on=date(2026, 9, 7)),
)

PAPERS: tuple[Paper, ...] = (
    AnnualPlan(
        **FRAME,
        year=2026,
        purposes=(
            "Lắng nghe, tiếp thu và giải quyết kịp thời kiến nghị chính đáng của Nhân dân.",
            "Bảo đảm mỗi người đứng đầu đối thoại định kỳ đúng quy định.",
        ),
        dialogues=(
            PlannedDialogue(
                host="Bí thư Đảng ủy xã",
                topic="Đối thoại định kỳ: kết quả phát triển kinh tế - xã hội và những vấn đề người dân quan tâm",
                form="Trực tiếp, trực tuyến",
                when="Tháng 9",
                place="Trung tâm văn hóa xã",
                office="Văn phòng Đảng ủy",
            ),
            PlannedDialogue(
                host="Chủ tịch Ủy ban nhân dân xã",
                topic="Đối thoại chuyên đề với nông dân về thủy lợi nội đồng và tiêu thụ nông sản",
                form="Trực tiếp",
                when="Quý IV",
                place="Nhà văn hóa thôn Đông Ngạc",
                office="Văn phòng HĐND và UBND",
            ),
        ),
        implementation=("Văn phòng theo dõi, đôn đốc, báo cáo kết quả sáu tháng và cả năm.",),
    ),
    ConferencePlan(
        **FRAME,
        conference=CONFERENCE,
        purposes=("Thông tin để Nhân dân biết tình hình của xã; lắng nghe và giải quyết kiến nghị chính đáng.",),
        requirements=(
            "Chuẩn bị kỹ, đúng thành phần, dân chủ, công khai;",
            "Mỗi kiến nghị có cơ quan chịu trách nhiệm và thời hạn trả lời.",
        ),
        topics=_TOPICS,
        participants=(
            "Người dân đang sống, học tập, làm việc trên địa bàn xã (khoảng 90 người tại ba điểm cầu);",
            "Đại diện Mặt trận Tổ quốc, các đoàn thể, các phòng, ban của xã.",
        ),
        tasks=_TASKS,
        funding="Từ nguồn chi thường xuyên năm 2026 của xã.",
    ),
    Assignment(
        **FRAME,
        conference=CONFERENCE,
        addressees=("Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Công an xã"),
        tasks=_TASKS[2:],
        matters=(
            AssignedMatter(
                code="TL-26-014",
                matter="Đèn đường từ cổng thôn Cầu Đá đến trường tiểu học hỏng từ tháng 5.",
                lead="Phòng Kinh tế",
                coordinating="Thôn Cầu Đá",
                due_on=date(2026, 9, 3),
            ),
            AssignedMatter(
                code="TL-26-021",
                matter="Sân chơi trước nhà văn hóa thôn Đông Ngạc bị lấn chiếm làm chỗ để xe vào buổi chiều.",
                lead="Phòng Văn hóa - Xã hội",
                due_on=date(2026, 9, 3),
            ),
        ),
        requests=(
            "Dự thảo trả lời nêu rõ căn cứ, việc sẽ làm và thời hạn; người đứng đầu cơ quan duyệt trước khi gửi.",
        ),
    ),
    Invitation(
        **FRAME,
        conference=CONFERENCE,
        invitee="Ông Trần Văn Bách, Trưởng thôn Cầu Đá",
        topics=_TOPICS,
        requests=("Đề nghị có mặt trước 15 phút để nhận tài liệu.",),
        contact="Văn phòng HĐND và UBND xã, điện thoại 0225 000 0000",
    ),
    PublicNotice(
        **FRAME,
        conference=CONFERENCE,
        topics=_TOPICS,
        participants="Công dân sống, học tập, làm việc, sản xuất, kinh doanh trên địa bàn xã.",
        how_to_join=(
            "Đăng ký tại bộ phận một cửa của xã, qua trưởng thôn hoặc trên cổng đối thoại của xã.",
            "Ý kiến, kiến nghị gửi bằng phiếu, thư hoặc trên cổng đối thoại; không bắt buộc ghi họ tên.",
        ),
        register_by=date(2026, 9, 4),
        opinions_by=date(2026, 8, 31),
        opinions_to="Văn phòng HĐND và UBND xã, thôn Cầu Đá, xã Tân Lạch.",
        contact="Văn phòng HĐND và UBND xã, điện thoại 0225 000 0000",
    ),
    Programme(
        **FRAME,
        conference=CONFERENCE,
        steps=(
            Step(time="07 giờ 30 – 08 giờ 00", content="Đón tiếp, đăng ký phát biểu", who="Ban tổ chức"),
            Step(
                time="08 giờ 00 – 08 giờ 10",
                content="Giới thiệu đại biểu, chương trình, nội quy; cử thư ký",
                who="Văn phòng",
            ),
            Step(
                time="08 giờ 10 – 08 giờ 25", content="Nêu mục đích, yêu cầu và tình hình của xã", who="Người chủ trì"
            ),
            Step(
                time="08 giờ 25 – 08 giờ 50",
                content="Báo cáo trả lời các ý kiến gửi trước hội nghị",
                who="Phòng Kinh tế",
            ),
            Step(
                time="08 giờ 50 – 11 giờ 00",
                content="Nhân dân phát biểu; các cơ quan trả lời, trao đổi",
                who="Toàn thể",
            ),
            Step(time="11 giờ 00 – 11 giờ 30", content="Kết luận hội nghị", who="Người chủ trì"),
        ),
        notes=("Giữa buổi nghỉ 15 phút.",),
    ),
    HouseRules(
        **FRAME,
        conference=CONFERENCE,
        rules=(
            "Đến đúng giờ, giữ trật tự, để điện thoại ở chế độ im lặng.",
            "Muốn phát biểu xin đăng ký với thư ký; phát biểu theo thứ tự, đúng nội dung, không quá thời gian.",
            "Tôn trọng người phát biểu và người điều hành; không xúc phạm tổ chức, cá nhân.",
            "Người say rượu, bia hoặc làm mất trật tự được mời ra ngoài.",
        ),
    ),
    OpinionForm(
        **FRAME,
        conference=CONFERENCE,
        code="TL-7K4MWQ",
        topics=_TOPICS[:2],
        return_to="trưởng thôn hoặc bộ phận một cửa của xã",
        return_by=date(2026, 8, 31),
    ),
    SpeakingForm(
        **FRAME, conference=CONFERENCE, code="PB-2H9XRD", minutes_each=5, return_to="bàn đón tiếp của hội nghị"
    ),
    Synthesis(
        **FRAME,
        conference=CONFERENCE,
        collected_from=date(2026, 8, 10),
        collected_to=date(2026, 8, 31),
        opinions=(
            CollectedOpinion(
                code="TL-26-014",
                text="Đèn đường từ cổng thôn Cầu Đá đến trường tiểu học hỏng từ tháng 5, học sinh đi học về rất tối. "
                "Bà con đã báo trưởng thôn hai lần, đề nghị xã cho biết bao giờ sửa.",
                source="Thôn Cầu Đá",
                field="Hạ tầng, chiếu sáng",
                body="Phòng Kinh tế",
            ),
            CollectedOpinion(
                code="TL-26-021",
                text="Sân chơi trước nhà văn hóa thôn bị lấn chiếm làm chỗ để xe.",
                source="Thôn Đông Ngạc",
                field="Văn hóa",
                body="Phòng Văn hóa - Xã hội",
            ),
        ),
        by_channel=(Count(label="Mặt trận và các đoàn thể tập hợp", number=1), Count(label="Cổng đối thoại", number=1)),
        by_field=(Count(label="Hạ tầng, chiếu sáng", number=1), Count(label="Văn hóa", number=1)),
        out_of_scope=(Count(label="Đơn khiếu nại, chuyển theo Luật Khiếu nại", number=1),),
        figures_on=date(2026, 8, 31),
        lines=(
            SynthesisLine(
                field="Hạ tầng, chiếu sáng",
                matter="Đèn đường hỏng",
                number=3,
                merged=2,
                places="Thôn Cầu Đá 2; Thôn Đông Ngạc 1",
                sources="Mặt trận 2; Phiếu giấy 1",
                body="Phòng Kinh tế 3",
            ),
            SynthesisLine(
                field="Văn hóa", matter="Việc khác, mỗi việc một kiến nghị", number=1, places="Không ghi nơi 1"
            ),
        ),
        total=4,
        aside=(Count(label="Đã gộp vào kiến nghị khác", number=2),),
        forecast=("Nhiều người sẽ hỏi tiến độ thay bóng đèn và thời hạn cấp giấy chứng nhận.",),
        proposals=("Mời lãnh đạo Điện lực dự để trả lời trực tiếp.",),
    ),
    ReplyReport(
        **FRAME,
        conference=CONFERENCE,
        received=3,
        answers=(
            PreparedAnswer(
                code="TL-26-014",
                matter="Đèn đường từ cổng thôn Cầu Đá đến trường tiểu học hỏng từ tháng 5.",
                answer="Phòng Kinh tế đã kiểm tra: 12 bóng cháy do chập nguồn.\nThay xong trước ngày 30/9/2026.",
                body="Phòng Kinh tế",
            ),
            PreparedAnswer(
                code="TL-26-021",
                matter="Sân chơi trước nhà văn hóa thôn Đông Ngạc bị lấn chiếm.",
                answer="Xã đã kẻ vạch, đặt biển cấm để xe; thôn cử người nhắc nhở từ 16 giờ đến 19 giờ.",
                body="Phòng Văn hóa - Xã hội",
            ),
        ),
        previous=(Count(label="Đã giải quyết xong", number=14), Count(label="Đang giải quyết, còn hạn", number=3)),
        remaining=("Nạo vét mương tiêu liên xã: chờ thành phố bố trí vốn.",),
    ),
)
