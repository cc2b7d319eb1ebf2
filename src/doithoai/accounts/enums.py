"""Roles of people who sign in, and the reasons for which an identity may be looked at."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does for a body. A permission is person + state + relation to the dialogue."""

    CLERK = "clerk", _("Chuyên viên văn phòng")
    HOST = "host", _("Người chủ trì")
    SECRETARY = "secretary", _("Thư ký")
    AGENCY_OFFICER = "agency_officer", _("Chuyên viên cơ quan được giao")
    AGENCY_HEAD = "agency_head", _("Thủ trưởng cơ quan được giao")
    FRONT = "front", _("Cán bộ Mặt trận, đoàn thể")
    MASS_MOBILISATION = "mass_mobilisation", _("Cán bộ Ban Dân vận")
    UPPER_LEVEL = "upper_level", _("Cán bộ cấp trên")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")


class Purpose(TextChoices):
    """Why somebody looks at an identity; there is no other reason than these."""

    CONTACT = "contact", _("Liên hệ để làm rõ nội dung")
    REPLY = "reply", _("Gửi văn bản trả lời")
    INVITE = "invite", _("Gửi giấy mời, xếp lượt phát biểu")
    CHECK_IN = "check_in", _("Đón tiếp tại hội nghị")
    RECEIPT = "receipt", _("Cấp lại biên nhận")
    TRANSCRIBE = "transcribe", _("Đối chiếu phiếu giấy")
    SUBJECT_REQUEST = "subject_request", _("Theo yêu cầu của chính người đó")
