"""Refusals of this room; each says what to do next."""

from doithoai.common.errors import DomainError


class ProgrammeFixed(DomainError):
    """The programme is past changing."""

    message = "Hội nghị đã khai mạc nên chương trình không sửa được nữa. Thời gian thực tế được ghi ở bàn chủ trì."


class ProgrammeMissing(DomainError):
    """There is no programme yet."""

    message = "Chưa có chương trình. Hãy lập chương trình theo các bước của quy chế trước."


class StepNotOptional(DomainError):
    """Only a step that the text makes conditional may be left out."""

    message = "Quy chế buộc có bước này nên không bỏ qua được. Chỉ bỏ được bước có chữ “nếu có” hoặc “có thể”."


class ReasonMissing(DomainError):
    """An act that must be explained came without words."""

    message = "Hãy ghi lý do: lý do được lưu cùng việc này."


class DoorShut(DomainError):
    """Something is missing before this step; the message lists it."""


class NotInSession(DomainError):
    """The act belongs to a running conference."""

    message = "Hội nghị không ở trong phiên họp nên chưa làm được việc này. Hãy tải lại trang để xem việc tiếp theo."


class StepOutOfOrder(DomainError):
    """An earlier step has not been held."""


class StepOver(DomainError):
    """A step that ended does not begin again."""

    message = "Bước này đã kết thúc. Lượt phát biểu mới được ghi vào bước đang diễn ra."


class NoStepRuns(DomainError):
    """Speaking needs a running step."""

    message = "Chưa bước nào của chương trình bắt đầu. Hãy bắt đầu một bước rồi mời phát biểu."


class TurnOver(DomainError):
    """The turn has been taken or passed over."""

    message = "Lượt này đã phát biểu hoặc đã bỏ qua. Hãy thêm lượt mới nếu người đó nói tiếp."


class OutcomeMissing(DomainError):
    """There is nothing to take back."""

    message = "Kiến nghị này chưa có kết quả nên không có gì để hoàn tác."


class OutcomeStands(DomainError):
    """Another outcome was recorded before; changing it needs a reason."""


class OutcomeFixed(DomainError):
    """The conclusion went out; outcomes no longer change."""

    message = (
        "Thông báo kết luận đã ban hành nên kết quả tại hội nghị không đổi nữa. Việc tiếp theo ghi ở mục Theo dõi."
    )


class PetitionSetAside(DomainError):
    """A merged, split, withdrawn or out-of-scope petition has no outcome of its own."""

    message = (
        "Kiến nghị này đã gộp, tách, rút hoặc ngoài phạm vi nên không có kết quả riêng. Hãy mở kiến nghị đứng chung."
    )


class BodyMissing(DomainError):
    """Somebody must be named to act (HP-9.7-assign)."""

    message = "Hãy chọn cơ quan chịu trách nhiệm: việc tiếp thu hoặc chuyển đi phải có nơi làm."


class WordsMissing(DomainError):
    """Declining needs its reason in words."""

    message = "Hãy ghi lý do không tiếp thu để người kiến nghị được giải thích."


class OutcomeUnknown(DomainError):
    """The dialogue's regulation does not let a petition end so."""

    message = "Quy định của cuộc này không có kết quả đó. Hãy chọn một kết quả trong danh sách."


class GroundUnknown(DomainError):
    """The ground is not one of the regulation."""

    message = "Căn cứ này không có trong quy chế. Hãy chọn một căn cứ trong danh sách."


class RefusalSettled(DomainError):
    """The refusal was confirmed or taken back."""

    message = "Quyết định từ chối này đã được xác nhận hoặc đã rút."


class SecondPersonNeeded(DomainError):
    """The person who decided cannot confirm."""

    message = "Người quyết định không tự xác nhận được. Hãy nhờ một người khác có mặt xác nhận."


class MinutesLocked(DomainError):
    """Signed minutes do not change."""

    message = "Biên bản đã ký nên khóa lại. Muốn đính chính, hãy lập trang đính chính; thư ký và chủ trì ký trang đó."


class MinutesNotReady(DomainError):
    """Minutes are signed after the conference, and by the secretary first."""

    message = "Chưa ký được biên bản. Hãy bế mạc hội nghị, để thư ký ký trước, rồi chủ trì ký."


class PageUnsigned(DomainError):
    """A correction page waits for the page before it."""

    message = "Trang trước chưa đủ chữ ký của thư ký và chủ trì. Hãy ký xong trang đó rồi lập trang đính chính."


class StillOpen(DomainError):
    """A session is still to come or a step was not held; the message says which."""


class ConclusionFixed(DomainError):
    """The notice went out."""

    message = "Thông báo kết luận đã ban hành nên không sửa được. Việc phát sinh sau đó ghi ở mục Theo dõi."


class ItemBound(DomainError):
    """An item that stands for a petition cannot be taken out."""

    message = (
        "Mục này ứng với một kiến nghị nên không bỏ được: mỗi kiến nghị phải có kết luận. Hãy sửa lời hoặc chuyển phần."
    )


class ExtensionNotAllowed(DomainError):
    """The regulation gives no extension here."""

    message = "Quy chế áp dụng cho cuộc này không cho gia hạn thông báo kết luận."


class ExtensionTooLate(DomainError):
    """The last day for deciding has passed (A10)."""


class SendingTooEarly(DomainError):
    """There is no notice to send yet."""

    message = "Chưa có thông báo kết luận đã ký. Hãy ban hành thông báo rồi gửi."


class NothingToPublish(DomainError):
    """No instrument asks for this channel, or the conference is not over."""

    message = "Chưa công khai được kết quả ở kênh này. Chỉ công khai sau hội nghị, theo các kênh mà văn bản đòi."


class PublishedAlready(DomainError):
    """The results went out by this channel before."""

    message = "Kết quả đã công khai ở kênh này. Hãy tải lại trang để xem các kênh còn lại."


class PublicationUnproved(DomainError):
    """A publication without proof, or on a day that has not come."""

    message = "Hãy ghi bằng chứng (giờ phát, địa chỉ bài đăng, nơi niêm yết) và một ngày không muộn hơn hôm nay."


class PersonsUndecided(DomainError):
    """Something in the conclusion may give a person away and nobody has decided whether it is hidden."""

    def __init__(self, waiting: int = 0) -> None:
        """Say how many pieces wait."""
        what = f"Còn {waiting} chỗ trong kết luận" if waiting else "Trong kết luận có thông tin của người kiến nghị"
        super().__init__(
            f"{what} có thể lộ một người mà chưa được quyết định ẩn hay giữ. "
            "Hãy bấm “Rà thông tin cá nhân”, quyết định từng chỗ rồi công khai."
        )


class QuestionDecided(DomainError):
    """Somebody else has decided on this question."""

    message = "Câu hỏi này đã có người xử lý. Hãy xem lại danh sách."


class NotListed(DomainError):
    """The turn is not on the public list, or over."""

    message = "Việc này không còn trong danh sách chờ."


class WordsChanged(DomainError):
    """Somebody else has written the words of this turn since this person read them."""


class BrokenOff(DomainError):
    """The conference is broken off."""

    message = "Hội nghị đang tạm dừng. Hãy bấm «Họp tiếp» trước."


class NotBrokenOff(DomainError):
    """The conference was not put off in the middle."""

    message = "Chỉ kết thúc ở phần đã họp được khi hội nghị đã họp một phần rồi tạm hoãn. Hãy tải lại trang."


class DrawNotPossible(DomainError):
    """There is nothing to draw, or it is too late."""

    message = "Cần ít nhất hai người đăng ký phát biểu, ít nhất một lượt, và hội nghị chưa khai mạc."


class SeedTooEarly(DomainError):
    """The seed must come after the list."""

    message = "Số gieo phải có sau khi khóa danh sách. Hãy nhập lại sau khi nguồn công bố."


class DrawOpen(DomainError):
    """A draw that was made stays."""

    message = "Đã bốc thăm, kết quả giữ nguyên."


class NotAsked(DomainError):
    """The body was not asked to answer about this petition."""

    message = "Cơ quan của bạn không được giao trả lời việc này. Hãy báo bàn thư ký nếu chủ trì vừa mời trả lời."


class AnswerDecided(DomainError):
    """The handed text was taken or set aside already."""

    message = "Câu trả lời này đã được bàn thư ký xử lý. Hãy tải lại trang."


class RegistrationUnknown(DomainError):
    """No slip of this conference was read."""

    message = "Không thấy mã này trong cuộc đối thoại. Hãy gõ lại mã trên phiếu, hoặc ghi là người chưa đăng ký."


class BroadcastIncomplete(DomainError):
    """There is no recording to show."""

    message = "Muốn công khai thời điểm từng phát biểu thì phải có đường dẫn xem, và giờ bắt đầu của bản ghi."


class ConsentMissing(DomainError):
    """Nobody's turn is taken away unasked."""

    message = "Chỉ bỏ lượt khi người phát biểu đồng ý. Hãy hỏi người đó rồi đánh dấu."


class NotAnsweredYet(DomainError):
    """The other turn has no answer."""

    message = "Lượt được chọn chưa có kết quả «trả lời ngay». Hãy chọn lượt đã được trả lời."


class RepresentativeNotAllowed(DomainError):
    """The text wants the host in person for this step."""

    message = "Văn bản áp dụng không cho cử đại diện ở bước này: chủ trì trực tiếp thực hiện."
