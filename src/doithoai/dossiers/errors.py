"""Refusals of this room."""

from doithoai.common.errors import DomainError


class DossierIncomplete(DomainError):
    """Papers of the legal list are missing and nobody waived them."""

    message = "Hồ sơ còn thiếu giấy tờ theo quy định. Hãy bổ sung, hoặc ghi lý do không có cho từng loại còn thiếu."


class PetitionsOpen(DomainError):
    """The dialogue cannot be closed while petitions are open."""


class ItemUnknown(DomainError):
    """The regulation's list has no such paper."""

    message = "Danh mục hồ sơ theo quy định không có loại giấy tờ này. Hãy chọn lại trong danh mục."


class ReasonMissing(DomainError):
    """A waiver or an override needs its reason in words."""

    message = "Hãy ghi lý do, ít nhất 10 ký tự, để người xem hồ sơ sau này hiểu."


class DossierSealed(DomainError):
    """An archived dossier takes nothing more."""

    message = "Hồ sơ đã lưu trữ, không thêm bớt được nữa."


class TooEarly(DomainError):
    """The dialogue has not come that far."""

    message = "Chưa tới bước này: hội nghị phải họp xong và có thông báo kết luận trước."
