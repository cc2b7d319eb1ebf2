"""Lives of petitions; the allowed moves stand here and nowhere else."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from doithoai.dialogues.enums import DialogueState

# While a dialogue stands here, opinions for its conference are collected.
BEFORE_CONFERENCE = frozenset(
    {DialogueState.PLANNED, DialogueState.PREPARING, DialogueState.ANNOUNCED, DialogueState.POSTPONED}
)


class IntakeChannel(TextChoices):
    """How the opinion reached the office; who received it and when is kept beside it."""

    PORTAL = "portal", _("Cổng trực tuyến")
    COUNTER = "counter", _("Tại nơi tiếp dân")
    PAPER = "paper", _("Phiếu giấy")
    LETTER = "letter", _("Thư")
    EMAIL = "email", _("Thư điện tử")
    PHONE = "phone", _("Điện thoại, đường dây nóng")
    FRONT = "front", _("Mặt trận, đoàn thể chuyển")
    VOTER_MEETING = "voter_meeting", _("Tiếp xúc cử tri")
    MEDIA = "media", _("Báo chí, dư luận")
    AT_CONFERENCE = "at_conference", _("Nêu tại hội nghị")
    IMPORT = "import", _("Danh sách chuyển đến")


class Field(TextChoices):
    """Field of the matter (lĩnh vực)."""

    LAND = "land", _("Đất đai, tài nguyên")
    CONSTRUCTION = "construction", _("Quy hoạch, xây dựng, nhà ở")
    TRANSPORT = "transport", _("Giao thông")
    WATER = "water", _("Cấp, thoát nước, ngập úng")
    POWER = "power", _("Điện, chiếu sáng")
    ENVIRONMENT = "environment", _("Môi trường, rác thải")
    AGRICULTURE = "agriculture", _("Nông nghiệp, thủy lợi")
    EDUCATION = "education", _("Giáo dục, đào tạo")
    HEALTH = "health", _("Y tế, an toàn thực phẩm")
    SOCIAL = "social", _("Chính sách xã hội, lao động")
    CULTURE = "culture", _("Văn hóa, thể thao, du lịch")
    SECURITY = "security", _("An ninh, trật tự")
    ADMINISTRATION = "administration", _("Thủ tục hành chính, cán bộ")
    PARTY_BUILDING = "party_building", _("Xây dựng Đảng, chính quyền, đoàn thể")
    ECONOMY = "economy", _("Kinh tế, tài chính, thương mại")
    OTHER = "other", _("Lĩnh vực khác")


class Urgency(TextChoices):
    """Urgency (mức độ cấp thiết)."""

    NORMAL = "normal", _("Thường")
    URGENT = "urgent", _("Cấp thiết")


class Complexity(TextChoices):
    """Complexity (mức độ phức tạp); some texts give complex matters more time."""

    SIMPLE = "simple", _("Thông thường")
    COMPLEX = "complex", _("Phức tạp")


class PetitionState(TextChoices):
    """Where a petition stands (DESIGN section 5)."""

    RECEIVED = "received", _("Đã nhận, chưa phân loại")
    TRIAGED = "triaged", _("Đã phân loại, chưa giao")
    ASSIGNED = "assigned", _("Đã giao, chờ cơ quan chuẩn bị")
    PREPARED = "prepared", _("Đã có dự thảo trả lời")
    ANSWERED_AT_CONFERENCE = "answered_at_conference", _("Đã trả lời tại hội nghị")
    TAKEN_UP = "taken_up", _("Tiếp thu, giao việc")
    DECLINED = "declined", _("Từ chối, có lý do")
    TRANSFERRED = "transferred", _("Chuyển cơ quan khác")
    ESCALATED = "escalated", _("Kiến nghị cấp trên")
    IN_RESOLUTION = "in_resolution", _("Đang giải quyết")
    REPLIED = "replied", _("Đã trả lời bằng văn bản")
    RESOLVED = "resolved", _("Đã giải quyết xong")
    CLOSED = "closed", _("Đã kết thúc")
    OUT_OF_SCOPE = "out_of_scope", _("Ngoài phạm vi, đã chuyển")
    MERGED = "merged", _("Đã gộp vào kiến nghị khác")
    SPLIT = "split", _("Đã tách thành nhiều việc")
    WITHDRAWN = "withdrawn", _("Người kiến nghị đã rút")
    REOPENED = "reopened", _("Mở lại")


class Outcome(TextChoices):
    """What became of the petition at the conference; one per petition."""

    ANSWERED = "answered", _("Trả lời tại hội nghị")
    TAKEN_UP = "taken_up", _("Tiếp thu, giao việc")
    DECLINED = "declined", _("Từ chối, có lý do")
    TRANSFERRED = "transferred", _("Chuyển cơ quan khác")
    ESCALATED = "escalated", _("Kiến nghị cấp trên")


P = PetitionState
# Undoing a triage, a merge or a split goes back the way it came, so those ways stand here too.
_BEFORE = frozenset({P.RECEIVED, P.TRIAGED, P.ASSIGNED, P.PREPARED})
_OUTCOMES = frozenset({P.ANSWERED_AT_CONFERENCE, P.TAKEN_UP, P.DECLINED, P.TRANSFERRED, P.ESCALATED})
_ASIDE = frozenset({P.OUT_OF_SCOPE, P.MERGED, P.SPLIT, P.WITHDRAWN})
MOVES: dict[PetitionState, frozenset[PetitionState]] = {
    P.RECEIVED: frozenset({P.TRIAGED}) | _OUTCOMES | _ASIDE,
    P.TRIAGED: frozenset({P.RECEIVED, P.ASSIGNED}) | _OUTCOMES | _ASIDE,
    P.ASSIGNED: frozenset({P.PREPARED, P.TRIAGED}) | _OUTCOMES | _ASIDE,
    P.PREPARED: frozenset({P.ASSIGNED, P.TRIAGED}) | _OUTCOMES | _ASIDE,
    P.ANSWERED_AT_CONFERENCE: _OUTCOMES | {P.IN_RESOLUTION, P.REPLIED, P.RESOLVED, P.CLOSED, P.REOPENED},
    P.TAKEN_UP: _OUTCOMES | {P.IN_RESOLUTION, P.REPLIED},
    P.DECLINED: _OUTCOMES | {P.REPLIED, P.CLOSED, P.REOPENED},
    P.TRANSFERRED: _OUTCOMES | {P.IN_RESOLUTION, P.REPLIED},
    P.ESCALATED: _OUTCOMES | {P.IN_RESOLUTION, P.REPLIED},
    P.IN_RESOLUTION: frozenset({P.REPLIED, P.ESCALATED, P.TRANSFERRED}),
    P.REPLIED: frozenset({P.RESOLVED, P.CLOSED, P.REOPENED, P.IN_RESOLUTION}),
    P.RESOLVED: frozenset({P.CLOSED, P.REOPENED}),
    P.CLOSED: frozenset({P.REOPENED}),
    P.REOPENED: frozenset({P.IN_RESOLUTION, P.REPLIED, P.TRANSFERRED, P.ESCALATED}),
    P.OUT_OF_SCOPE: frozenset({P.RECEIVED, P.TRIAGED}),
    P.MERGED: _BEFORE | _OUTCOMES | {P.IN_RESOLUTION, P.REPLIED, P.RESOLVED, P.CLOSED},
    P.SPLIT: _BEFORE | _OUTCOMES,
    P.WITHDRAWN: frozenset(),
}
AT_OUTCOME: dict[Outcome, PetitionState] = {
    Outcome.ANSWERED: P.ANSWERED_AT_CONFERENCE,
    Outcome.TAKEN_UP: P.TAKEN_UP,
    Outcome.DECLINED: P.DECLINED,
    Outcome.TRANSFERRED: P.TRANSFERRED,
    Outcome.ESCALATED: P.ESCALATED,
}
# Those that the conference must dispose of: everything that was not set aside.
COUNTED_STATES = tuple(state for state in P if state not in _ASIDE)


class AssignmentPart(TextChoices):
    """The part a body plays for a petition."""

    LEAD = "lead", _("Chủ trì")
    COORDINATING = "coordinating", _("Phối hợp")


class AssignmentState(TextChoices):
    """Where an assignment stands."""

    SENT = "sent", _("Đã giao")
    ACCEPTED = "accepted", _("Đã nhận")
    RETURNED = "returned", _("Trả lại")
    DONE = "done", _("Đã chuẩn bị xong")
    REPLACED = "replaced", _("Đã giao cơ quan khác")


class DraftState(TextChoices):
    """Where a draft answer stands."""

    DRAFT = "draft", _("Bản nháp")
    SUBMITTED = "submitted", _("Đã trình thủ trưởng")
    SENT_BACK = "sent_back", _("Thủ trưởng yêu cầu sửa")
    APPROVED = "approved", _("Đã duyệt")


class ReplyKind(TextChoices):
    """What a written paper to the petitioner says; only one of them is the answer."""

    RECEPTION = "reception", _("Báo kết quả tiếp nhận, chỉ đạo giải quyết")
    INTERIM = "interim", _("Trả lời tạm, hẹn ngày mới")
    HOLDING = "holding", _("Báo đã kiến nghị cấp trên")
    FINAL = "final", _("Trả lời")


class Result(TextChoices):
    """How the matter stands now; kept apart from whether it was answered (REALITY)."""

    RESOLVED = "resolved", _("Đã giải quyết xong")
    EXPLAINED = "explained", _("Đã giải trình, cung cấp thông tin")
    IN_PROGRESS = "in_progress", _("Đang giải quyết, có hẹn ngày")
    NO_FUNDS = "no_funds", _("Ghi nhận, chưa bố trí được kinh phí")
    NOT_ACCEPTED = "not_accepted", _("Không tiếp thu, có lý do")
    FORWARDED = "forwarded", _("Đã chuyển cấp có thẩm quyền")
    DISPUTED = "disputed", _("Người dân chưa đồng ý")


class ReplyChannel(TextChoices):
    """How the petitioner wants to be told."""

    PORTAL = "portal", _("Tự xem bằng mã và từ bí mật")
    EMAIL = "email", _("Thư điện tử")
    SMS = "sms", _("Tin nhắn")
    LETTER = "letter", _("Thư gửi tận nhà")
    COUNTER = "counter", _("Đến nhận tại nơi tiếp dân")


# Nghị định 356/2025, in force since 1/1/2026: a request of a data subject is answered in two working days. No
# regulation of dialogues says it, so it stands in no regulation's file.
ERASURE_WORKING_DAYS = 2


class ErasureState(TextChoices):
    """Where a request to erase personal data stands."""

    ASKED = "asked", _("Chờ quyết định")
    CARRIED_OUT = "carried_out", _("Đã xóa")
    REFUSED = "refused", _("Từ chối")


class ErasureGround(TextChoices):
    """Why a request to erase is refused; a closed list, so that nothing personal is written down."""

    NOT_THE_PERSON = "not_the_person", _("Người yêu cầu không phải người gửi và không có giấy ủy quyền")
    PROCEEDINGS = "proceedings", _("Đang có khiếu nại, tố cáo, điều tra hoặc tố tụng cần dữ liệu này")
    REPLY_ON_PAPER = "reply_on_paper", _("Cần địa chỉ để gửi văn bản trả lời; xóa sau khi đã trả lời")
    LAW_KEEPS = "law_keeps", _("Pháp luật khác buộc giữ dữ liệu này trong thời hạn chưa hết")


class InformationState(TextChoices):
    """How a question to the petitioner stands."""

    OPEN = "open", _("Chờ người dân trả lời")
    ANSWERED = "answered", _("Đã trả lời")
    WITHDRAWN = "withdrawn", _("Đã rút câu hỏi")
    LAPSED = "lapsed", _("Hết ngày, không có trả lời")


class InformationWay(TextChoices):
    """How the petitioner's answer reached the office."""

    PORTAL = "portal", _("trên trang Theo dõi")
    COUNTER = "counter", _("tại nơi tiếp dân")


class OutsideState(TextChoices):
    """How a link for a body outside the program stands."""

    OPEN = "open", _("Chờ trả lời")
    ANSWERED = "answered", _("Đã trả lời, chờ văn phòng xem")
    ACCEPTED = "accepted", _("Đã nhận câu trả lời")
    DECLINED = "declined", _("Chưa nhận câu trả lời")
    WITHDRAWN = "withdrawn", _("Đã rút")


class SaidBy(TextChoices):
    """How a petitioner who is not on the follow page said it; an officer writes it down."""

    COUNTER = "counter", _("Nói tại nơi tiếp dân")
    SMS = "sms", _("Nhắn tin")
    PHONE = "phone", _("Gọi điện thoại")
    LETTER = "letter", _("Gửi thư, thư điện tử")


class ChangeKind(TextChoices):
    """A change of a petition that can be taken back."""

    TRIAGE = "triage", _("Phân loại")
    OUT_OF_SCOPE = "out_of_scope", _("Chuyển ra ngoài phạm vi")
    MERGE = "merge", _("Gộp")
    SPLIT = "split", _("Tách")
    REPEAT = "repeat", _("Ghi là nêu lại")
    ASSIGN = "assign", _("Giao việc")


class FormState(TextChoices):
    """Where a printed paper form stands."""

    PRINTED = "printed", _("Chưa nhận về")
    TYPING = "typing", _("Đang gõ dở")
    TYPED = "typed", _("Chờ người thứ hai xác nhận")
    CONFIRMED = "confirmed", _("Đã xác nhận")
