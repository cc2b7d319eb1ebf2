"""Levels, kinds of bodies, and the roles of those who host."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Administrative level; districts live on in cases opened before 1/7/2025."""

    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")
    COMMUNE = "commune", _("Cấp xã")


class BodyKind(TextChoices):
    """What a body is, in the words of the regulations."""

    PARTY_COMMITTEE = "party_committee", _("Cấp ủy")
    GOVERNMENT = "government", _("Ủy ban nhân dân")
    COUNCIL = "council", _("Hội đồng nhân dân")
    PARTY_OFFICE = "party_office", _("Văn phòng cấp ủy")
    GOVERNMENT_OFFICE = "government_office", _("Văn phòng Ủy ban nhân dân")
    COUNCIL_GOVERNMENT_OFFICE = "council_government_office", _("Văn phòng HĐND và UBND")
    AGENCY = "agency", _("Cơ quan chuyên môn")
    FATHERLAND_FRONT = "fatherland_front", _("Mặt trận Tổ quốc")
    MASS_ORGANIZATION = "mass_organization", _("Tổ chức chính trị - xã hội")
    MASS_MOBILIZATION = "mass_mobilization", _("Ban Dân vận")
    OTHER = "other", _("Cơ quan, tổ chức khác")


class Heading(TextChoices):
    """Whose paper it is: three forms with their own numbering (REALITY)."""

    STATE = "state", _("Nhà nước")
    PARTY = "party", _("Đảng")
    FRONT = "front", _("Mặt trận, đoàn thể")


class HostRole(TextChoices):
    """The office that hosts, as the regulations name it."""

    PARTY_HEAD = "party_head", _("Người đứng đầu cấp ủy")
    GOVERNMENT_HEAD = "government_head", _("Người đứng đầu chính quyền")
    COUNCIL_CHAIR = "council_chair", _("Chủ tịch HĐND")
    AGENCY_HEAD = "agency_head", _("Thủ trưởng cơ quan, đơn vị")


class PlaceKind(TextChoices):
    """What a named place is; communes, districts and provinces as people still call them."""

    HAMLET = "hamlet", _("Thôn, tổ dân phố")
    COMMUNE = "commune", _("Xã, phường, đặc khu")
    DISTRICT = "district", _("Huyện, quận, thị xã (trước 1/7/2025)")
    PROVINCE = "province", _("Tỉnh, thành phố")


class SuccessionOf(TextChoices):
    """What a decision ends and lets go on."""

    UNIT = "unit", _("Đơn vị")
    BODY = "body", _("Cơ quan")
    PLACE = "place", _("Địa bàn")


class SuccessionKind(TextChoices):
    """How something ends."""

    RENAME = "rename", _("Đổi tên")
    MERGE = "merge", _("Sáp nhập, hợp nhất")
    SPLIT = "split", _("Chia, tách")
    END = "end", _("Kết thúc hoạt động")
