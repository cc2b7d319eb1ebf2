"""Lives of plans and dialogues; the allowed moves stand here and nowhere else."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanState(TextChoices):
    """State of a yearly plan."""

    DRAFT = "draft", _("Dự thảo")
    APPROVED = "approved", _("Đã phê duyệt")


class DialogueType(TextChoices):
    """Type of dialogue (chế độ)."""

    PERIODIC = "periodic", _("Định kỳ")
    THEMATIC = "thematic", _("Chuyên đề")
    EXTRAORDINARY = "extraordinary", _("Đột xuất")


class DialogueForm(TextChoices):
    """Form of the conference (hình thức)."""

    IN_PERSON = "in_person", _("Trực tiếp")
    ONLINE = "online", _("Trực tuyến")
    HYBRID = "hybrid", _("Trực tiếp kết hợp trực tuyến")


class PlaceKind(TextChoices):
    """What kind of place a conference is held in: some texts ask for other numbers of people in each."""

    DISTRICT = "district", _("Địa bàn huyện")
    COMMUNE = "commune", _("Địa bàn xã")
    INTER_COMMUNE = "inter_commune", _("Liên xã")
    VILLAGE = "village", _("Thôn, làng, tổ dân phố")


class DialogueState(TextChoices):
    """Where a dialogue stands (DESIGN section 5)."""

    PLANNED = "planned", _("Đã lên kế hoạch")
    PREPARING = "preparing", _("Đang chuẩn bị")
    ANNOUNCED = "announced", _("Đã thông báo")
    IN_SESSION = "in_session", _("Đang họp")
    HELD = "held", _("Đã họp")
    CONCLUDED = "concluded", _("Đã kết luận")
    FOLLOWING_UP = "following_up", _("Đang theo dõi")
    CLOSED = "closed", _("Đã kết thúc")
    ARCHIVED = "archived", _("Đã lưu trữ")
    POSTPONED = "postponed", _("Tạm hoãn")
    CANCELLED = "cancelled", _("Đã hủy")


S = DialogueState
MOVES: dict[DialogueState, frozenset[DialogueState]] = {
    S.PLANNED: frozenset({S.PREPARING, S.CANCELLED}),
    # Straight into session only where the regulation frees the type of its notice (HP-8.3-waiver).
    S.PREPARING: frozenset({S.ANNOUNCED, S.IN_SESSION, S.POSTPONED, S.CANCELLED}),
    S.ANNOUNCED: frozenset({S.IN_SESSION, S.PREPARING, S.POSTPONED, S.CANCELLED}),
    # To held only what was put off in the middle and does not go on.
    S.POSTPONED: frozenset({S.PREPARING, S.CANCELLED, S.HELD}),
    S.IN_SESSION: frozenset({S.HELD, S.POSTPONED}),
    S.HELD: frozenset({S.CONCLUDED}),
    S.CONCLUDED: frozenset({S.FOLLOWING_UP, S.CLOSED}),
    S.FOLLOWING_UP: frozenset({S.CLOSED}),
    S.CLOSED: frozenset({S.ARCHIVED, S.FOLLOWING_UP}),
    S.ARCHIVED: frozenset(),
    S.CANCELLED: frozenset(),
}


class NoticeChannel(TextChoices):
    """The channels of every office: offered where the regulation lists none of its own."""

    INVITATION = "invitation", _("Giấy mời")
    MASS_MEDIA = "mass_media", _("Phương tiện thông tin đại chúng")


class InviteeKind(TextChoices):
    """Who is invited."""

    AGENCY = "agency", _("Cơ quan, đơn vị")
    FRONT = "front", _("Mặt trận, đoàn thể")
    CITIZEN = "citizen", _("Công dân")
    OTHER = "other", _("Khách mời khác")


class InvitationReply(TextChoices):
    """What an invitee answered."""

    NONE = "none", _("Chưa trả lời")
    COMING = "coming", _("Sẽ dự")
    SENDING = "sending", _("Cử người dự thay")
    DECLINED = "declined", _("Không dự được")


class RegistrationChannel(TextChoices):
    """By which way a registration came."""

    PORTAL = "portal", _("Cổng trực tuyến")
    OFFICER = "officer", _("Cán bộ ghi")
    FRONT = "front", _("Mặt trận, đoàn thể ghi")


class LinkToArea(TextChoices):
    """What ties a participant to the area (HP-2.2-citizen, HP-2.2-interested)."""

    LIVE = "live", _("Đang sống ở địa phương")
    STUDY = "study", _("Đang học")
    WORK = "work", _("Đang làm việc")
    PRODUCE = "produce", _("Đang sản xuất")
    INVEST = "invest", _("Đang đầu tư")
    TRADE = "trade", _("Đang kinh doanh")
    RELATED_INTEREST = "related_interest", _("Có quyền lợi, nghĩa vụ liên quan")


class RegistrationState(TextChoices):
    """Where a registration stands."""

    REGISTERED = "registered", _("Đã đăng ký")
    CONFIRMED = "confirmed", _("Đã được mời")
    CHECKED_IN = "checked_in", _("Đã đến")
    WITHDRAWN = "withdrawn", _("Đã rút")
    REFUSED = "refused", _("Bị từ chối")


class RequestSource(TextChoices):
    """Who asks for a conference; the values stand in facts."""

    VOTERS = "voters", _("Cử tri")
    UPPER_LEVEL = "upper_level", _("Cấp trên")
    INCIDENT = "incident", _("Sự cố, vụ việc")
    FATHERLAND_FRONT = "fatherland_front", _("Mặt trận Tổ quốc")
