"""Refusals of this room; each says what to do next."""

from doithoai.common.errors import DomainError


class MoveNotAllowed(DomainError):
    """The dialogue's state does not lead there."""

    message = (
        "Cuộc đối thoại đang ở giai đoạn khác nên chưa làm được việc này. Hãy tải lại trang để xem việc tiếp theo."
    )


class ReasonMissing(DomainError):
    """A change that must be explained came without words."""

    message = "Hãy ghi lý do: lý do được lưu cùng thay đổi này."


class PlanAlreadyApproved(DomainError):
    """The yearly plan was approved before."""

    message = "Kế hoạch năm đã được phê duyệt. Muốn sửa, hãy dùng «Điều chỉnh» và ghi lý do."


class PlanEmpty(DomainError):
    """A yearly plan without a line cannot be approved."""

    message = "Kế hoạch năm chưa có cuộc nào. Hãy thêm ít nhất một cuộc cho mỗi người chủ trì rồi phê duyệt."


class LineNotOpen(DomainError):
    """The line was dropped, or a dialogue was opened from it."""

    message = "Dòng kế hoạch này đã bỏ hoặc đã mở thành cuộc đối thoại nên không sửa được nữa."


class OutsideTheYear(DomainError):
    """The planned day lies in another year."""

    message = "Ngày dự kiến phải nằm trong năm của kế hoạch. Hãy chọn ngày khác hoặc mở kế hoạch của năm đó."


class OpeningRefused(DomainError):
    """Something in the opening of a dialogue goes against the regulation."""


class NoticeImpossible(OpeningRefused):
    """The conference day leaves no lawful day for the announcement."""


class PlanIncomplete(DomainError):
    """The conference plan lacks fields that the article demands."""


class NoticeIncomplete(DomainError):
    """The notice lacks content that the article demands."""


class NoticeTooLate(DomainError):
    """The announcement goes out later than the regulation allows."""


class NoticeNotReady(DomainError):
    """There is no notice of the present date and place."""

    message = "Chưa có thông báo cho ngày họp hiện tại. Hãy soạn thông báo trước, rồi ghi việc công bố."


class ChannelUnknown(DomainError):
    """The dialogue's regulation knows no such channel."""

    message = "Quy định của cuộc này không có kênh công bố đó. Hãy chọn một kênh trong danh sách."


class ChannelDone(DomainError):
    """The notice went out by this channel before."""

    message = "Kênh này đã ghi công bố rồi. Muốn sửa, hãy lập thông báo mới."


class AlreadyInvited(DomainError):
    """The body is on the list."""

    message = "Cơ quan này đã có trong danh sách mời."


class InvitationSent(DomainError):
    """The invitation went out."""

    message = "Giấy mời đã gửi nên không xóa được. Hãy ghi trả lời của nơi nhận."


class PaperUnknown(DomainError):
    """Another part of the work writes this paper."""

    message = "Văn bản này được lập ở phần khác của cuộc đối thoại."


class RegistrationClosed(DomainError):
    """Nobody can register in this state of the dialogue."""

    message = "Cuộc đối thoại này không nhận đăng ký nữa."


class NameMissing(DomainError):
    """A registration without a name."""

    message = "Hãy ghi họ và tên người đăng ký."


class RegistrationNotOpen(DomainError):
    """The registration was withdrawn, refused or checked in."""

    message = "Đăng ký này đã rút, bị từ chối hoặc đã đến dự nên không đổi được nữa."


class NoSeatFree(DomainError):
    """The venue point is full."""

    message = "Điểm này đã đủ chỗ. Hãy chọn điểm khác, hoặc chờ khi có người rút."


class WrongSecret(DomainError):
    """Code and secret do not belong together."""

    message = "Mã và từ bí mật không khớp. Hãy xem lại biên nhận; có thể hỏi văn phòng chủ trì để được cấp lại."


class ForecastEmpty(DomainError):
    """A forecast without words and without a file."""

    message = "Hãy viết dự báo hoặc đính kèm ít nhất một tệp."


class ForecastFromElsewhere(DomainError):
    """The body is neither the Front nor an organisation of the dialogue's unit."""

    message = "Dự báo do MTTQ hoặc tổ chức chính trị - xã hội cùng cấp nộp. Hãy chọn lại nơi nộp."


class ForecastDayOdd(DomainError):
    """The day of handing in lies before the dialogue was opened or in the future."""

    message = "Ngày nộp phải từ ngày mở cuộc đối thoại đến hôm nay. Hãy xem lại ngày ghi trên văn bản."


class DutyNotNoted(DomainError):
    """The rule ends with a deed on its own screen, or asks for the petitions it is about."""

    message = "Việc này được ghi ở màn hình riêng, hoặc còn phải chọn kiến nghị. Hãy mở lại danh sách việc."


class DutyDayOdd(DomainError):
    """The day of doing lies before the dialogue was opened or in the future."""

    message = "Ngày làm phải từ ngày mở cuộc đối thoại đến hôm nay. Hãy xem lại ngày."


class DutyDoneAlready(DomainError):
    """The duty was noted before."""

    message = "Việc này đã ghi là làm xong. Ghi nhầm thì bỏ dòng cũ trước."


class ReadingUnknown(DomainError):
    """The text does not leave this open, or not to such a choice."""

    message = "Văn bản không có cách hiểu này. Hãy tải lại trang và chọn một trong các cách đang hiện."


class ReadingDayAhead(DomainError):
    """A reading is recorded once it is decided, not before."""

    message = "Ngày áp dụng còn ở phía trước. Hãy ghi từ ngày đó trở đi."


class ReadingSame(DomainError):
    """The unit reads it so already."""

    message = "Đơn vị đang dùng đúng cách hiểu này rồi. Hãy chọn cách khác, hoặc quay lại."


class ValueNotOpen(DomainError):
    """The regulation leaves no such value open, or it makes no sense as a time."""

    message = "Việc này không chờ thời hạn từ văn bản khác, hoặc thời hạn ghi chưa đủ. Hãy xem lại các ô."


class ValueWithoutSource(DomainError):
    """A value counts only with the text and the article in which it stands."""

    message = "Hãy ghi số văn bản và điều, khoản có thời hạn này."


class RequestIncomplete(DomainError):
    """A request without its paper, its day or the voters' share."""

    message = "Hãy ghi số văn bản, ngày nhận không muộn hơn hôm nay, và tỷ lệ cử tri (1–100%) nếu cử tri yêu cầu."


class RequestNotMet(DomainError):
    """The dialogue does not answer this request."""

    message = "Chỉ chọn được cuộc của đơn vị, đã họp từ ngày nhận yêu cầu trở đi, cho yêu cầu chưa có cuộc nào."


class PartlyHeld(DomainError):
    """The conference had begun: what was settled must be concluded."""

    message = (
        "Hội nghị đã họp một phần nên không hủy được: kiến nghị đã có kết quả vẫn giữ nguyên. "
        "Hãy định ngày họp tiếp, hoặc ở trang Diễn biến chọn «Kết thúc ở phần đã họp»."
    )
