"""Made-up petitions for measurements: thousands of matters in hundreds of places, no two texts alike."""

import random

_WHAT = [
    "đường liên thôn",
    "đường bê tông nội đồng",
    "cầu qua suối",
    "mương tưới",
    "cống thoát nước",
    "đèn đường",
    "trạm biến áp",
    "bãi đỗ xe",
    "điểm thu gom rác",
    "nhà văn hóa",
    "trạm y tế",
    "trường mầm non",
    "sân bóng",
    "chợ phiên",
    "bến đò",
    "đập tràn",
    "hồ sơ đất",
    "nước sạch",
    "tiền hỗ trợ giống lúa",
    "sóng di động",
    "kè bờ sông",
    "nghĩa trang",
    "biển báo",
    "hàng cây ven đường",
    "loa truyền thanh",
    "cột điện",
    "trụ sở thôn",
    "lò đốt rác",
    "đường gom",
    "vỉa hè",
]
_HOW = [
    "xuống cấp nhiều năm chưa sửa",
    "bị xe tải cày nát",
    "ngập sau mỗi trận mưa",
    "hỏng từ đầu năm",
    "quá nhỏ so với số hộ",
    "chưa được bàn giao",
    "chậm chi trả",
    "ô nhiễm nặng",
    "mất nắp rất nguy hiểm",
    "thiếu người trông coi",
    "bị lấn chiếm",
    "yếu vào giờ cao điểm",
    "đã khảo sát mà chưa làm",
    "sạt thêm sau bão",
    "không có lan can",
    "bị bỏ hoang",
    "thu sai mức",
    "không ai dọn dẹp",
    "hay mất vào buổi tối",
    "nằm sát nhà dân",
]
_WHO = [
    "trẻ em đi học",
    "người già",
    "xe chở nông sản",
    "khách qua lại",
    "các hộ buôn bán",
    "xe cứu thương",
    "đoàn viên thanh niên",
    "hộ nghèo",
]
_ASK = (
    "Đề nghị sửa trong năm nay.",
    "Đề nghị cho biết ai chịu trách nhiệm.",
    "Mong xã trả lời bằng văn bản.",
    "Bà con đã nêu nhiều lần.",
)
_NAMES = (
    "Cầu Đá Lạch Bến Thượng Hạ Đông Đoài Xuân Mỹ An Thọ Phú Lương Khê Vân Sơn Hải Yên Bình Tân Trung Nam Hòa Cát Lộc"
)
_SYLLABLES = _NAMES.split()


def made_up(chance: random.Random) -> tuple[str, str]:
    """Return the words and the place of a petition like no other."""
    where = f"{chance.choice(('thôn', 'xóm', 'tổ dân phố'))} {' '.join(chance.sample(_SYLLABLES, 2))}"
    who, how_long = chance.choice(_WHO), chance.randint(2, 30)
    what, how = chance.choice(_WHAT), chance.choice(_HOW)
    text = f"{what.capitalize()} ở {where} {how}, {who} khổ đã {how_long} tháng. {chance.choice(_ASK)}"
    return text, f"{where[0].upper()}{where[1:]}"
