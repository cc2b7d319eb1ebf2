"""Words that tell a person's name from a street, a place, a post or an office.

With their marks where a word without them is another one ("cụ" and "cư"), else folded. A list is never
complete: what it does not know is left to the eye of the officer, who can hide any words on the same screen.
"""


def _words(said: str) -> frozenset[str]:
    return frozenset(said.split())


# Family names with their marks: without them "le", "ho" or "ngo" are everyday words.
SURNAMES = _words("""
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh trương đinh lâm
    phùng mai tô hà tạ tăng cao lưu châu thái lương quách kiều từ nghiêm triệu la lò vi hứa giang khổng doãn đàm
    thân khuất chu vương lục nông bế mạc hầu giàng vàng sùng thào lầu cù quan ninh văn thạch sơn kim danh diệp ông
    bạch cung cái đồng đậu hàn hùng khiếu khương kha lại lã liêu lều mã mẫn nhan nhâm nhữ ngụy ngọ
    phó phí quản sầm tiêu tiết tôn tống tưởng trà trang ứng uông viên vòng xa âu ân bồ cầm chử chung chế
    """)
# Those that make a name of two syllables likely; the others name places too ("Hà Nội", "Mai Dịch", "Kim Liên").
STRONG = _words("nguyễn trần lê phạm huỳnh phan vũ võ đặng bùi đỗ ngô trịnh trương đoàn hoàng dương phùng")
# A name typed without marks is taken for one only with three syllables and one of these.
BARE = _words("nguyen tran le pham huynh phan vu vo dang bui do ngo hoang trinh truong dinh doan duong")
TITLES = _words("ông bà anh chị cô chú bác cụ em cháu thím dì cậu mợ mẹ vợ chồng con")
# Before a capital word "mẹ", "vợ", "chồng", "con" name nobody by themselves; only the wordings of CUES do.
KIN_WITH = _words("mẹ vợ chồng con")

# The word before a capital run that makes it a street, a place, a school, an office.
PLACE_BEFORE = frozenset(
    """
    đường phố ngõ ngách hẻm kiệt phường xã quận huyện tỉnh thôn xóm ấp bản làng buôn khóm trường chợ cầu sông hồ đình
    chùa miếu đền khu cụm viên trại trạm cảng bến bãi biển đảo núi đèo dốc kênh rạch mương cống đập thpt thcs học lô tổ
    phủ nga vòng đoạn tuyến tòa thờ xứ ty hàng nút quảng trấn đồi vườn tượng đài án siêu mầm non khoa giải cư lợi thành
    châu quốc nước hội phái họ-đạo thánh đại-lộ lộ mương suối vịnh vụ ga sân ngã cồn cù-lao mỏ rừng
    """.replace("-", " ").split()
)
# With a capital they begin the name of a place, not of a person.
PLACE_FIRST = _words("""
    đường phố ngõ ngách hẻm kiệt phường xã quận huyện tỉnh thôn xóm ấp bản làng buôn khóm trường chợ cầu sông chùa miếu
    đền khu cụm trại trạm cảng bến bãi biển đảo núi đèo dốc kênh rạch cống đập tổ đoạn tuyến nút ngã suối vịnh ga
    """)
# "từ … đến …", "giao … với …": of a road where one is named before.
JOINING = _words("từ đến tới qua giao với và nối - –")
ROADS = _words("đường phố đoạn tuyến ngã nút vỉa ngõ hẻm kiệt")
# Whom streets and schools are named after, and places that begin like a name; persons only after a title.
FAMOUS = frozenset(
    name.strip()
    for name in """
    tran hung dao, tran phu, tran quang khai, tran quoc toan, tran nhan tong, tran cao van, tran nguyen han,
    tran nhat duat, tran khanh du, tran khat chan, tran dai nghia, tran thai tong, tran duy hung, tran binh trong,
    tran huy lieu, tran xuan soan, tran tat van, tran quoc hoan, le loi, le lai, le duan, le hong phong, le thanh
    tong, le thanh ton, le hoan, le quy don, le van huu, le van duyet, le duc tho, le trong tan, le quang dao, le van
    luong, le ngoc han, le dai hanh, le chan, le dinh ly, le do, nguyen hue, nguyen trai, nguyen du, nguyen tat
    thanh, nguyen ai quoc, nguyen van cu, nguyen van linh, nguyen van troi, nguyen thi minh khai, nguyen thi dinh,
    nguyen dinh chieu, nguyen dinh chi, nguyen cong tru, nguyen binh khiem, nguyen chi thanh, nguyen huu canh,
    nguyen huu tho, nguyen huu huan, nguyen luong bang, nguyen tri phuong, nguyen thai hoc, nguyen thai son,
    nguyen truong to, nguyen khuyen, nguyen sieu, nguyen hoang, nguyen phong sac, nguyen khang, nguyen xien,
    nguyen khanh toan, nguyen duc canh, nguyen binh, nguyen son, nguyen cao, nguyen sinh sac, nguyen xi,
    nguyen an ninh, nguyen van huyen, nguyen thien thuat, nguyen bieu, nguyen kiem, nguyen oanh, nguyen anh thu,
    pham van dong, pham ngu lao, pham hung, pham ngoc thach, pham hong thai, pham ngoc, pham the hien, pham van hai,
    hoang dieu, hoang hoa tham, hoang van thu, hoang quoc viet, hoang minh giam, hoang cau, hoang mai, hoang sa,
    phan boi chau, phan chu trinh, phan chau trinh, phan dinh phung, phan dang luu, phan ke binh, phan van tri, phan
    huy ich, phan thiet, phan rang, phan dinh giot, vo thi sau, vo nguyen giap, vo van kiet, vo van ngan, vo chi
    cong, vo van tan, vo truong toan, dang thai mai, dang van ngu, dang tran con, dang dung, dang xa, bui thi xuan,
    bui vien, bui huu nghia, do hanh, do xuan hop, do duc duc, ngo quyen, ngo gia tu, ngo si lien, ngo the vinh, ngo
    tat to, ngo thi nham, ngo van so, ngo duc ke, ly thuong kiet, ly thai to, ly tu trong, ly nam de, ly nhan,
    ly chinh thang, dinh tien hoang, dinh bo linh, dinh le, dinh cong trang, ho chi minh, ho xuan huong, ho tung
    mau, ho hoc lam, ho tay, ho guom, truong dinh, truong chinh, truong sa, truong dinh hoi, truong han sieu,
    truong van bang, trieu viet vuong, mac dinh chi, mac thi buoi, mac dang dung, mai thuc loan, mai hac de, mai
    dich, cao thang, cao ba quat, cao bang, cao lanh, cao xa la, ton duc thang, ton that thuyet, ton that tung, ton
    that dam, to hieu, to huu, to hien thanh, ta quang buu, ha huy tap, ha noi, ha dong, ha nam, ha tinh, ha giang,
    ha long, ha tien, ha bong, chu van an, chu huy man, van cao, luong the vinh, luong khanh thien, luong van can,
    luong ngoc quyen, luong dinh cua, lac long quan, au co, an duong vuong, kim dong, kim ma, kim lien, doi can, dao
    duy tu, dao duy anh, dao tan, duong dinh nghe, duong noi, duong quang ham, thai binh, thai nguyen, thai ha, thai
    phien, thai thinh, vu thu, vu tong phan, vu trong phung, vu pham ham, vu ngoc phan, vuong thua vu, giang vo, giang
    van minh, lam dong, lam son, lam du, chau doc, chau thanh, chau van liem, quan thanh, quan thanh, quang trung,
    bach mai, bach dang, bach dang giang, van mieu, van phu, thach that, son tay, son tra, son la, dong da, dong nai,
    dong thap, la thanh, lang ha, luu huu phuoc, ung van khiem, phung hung, phung khoang, phung chi kien, doan thi
    diem, doan tran nghiep, trinh hoai duc, trinh van bo, trinh dinh cuu, huynh thuc khang, huynh tan phat, huynh van
    banh, huynh man dat, cach mang, dien bien phu, to ngoc van, khuc thua du, khuat duy tien, nghiem xuan yem, tran te
    xuong, ba trieu, hai ba trung, le van sy, le van viet, le van khuong, duong ba trac, tran van dang
    """.replace("\n", " ").split(",")
)
FAMOUS = frozenset(" ".join(name.split()) for name in FAMOUS)

# What stands in front of one's own name: "tôi là", "họ và tên:", "người gửi:".
CUES = tuple(
    cue.strip()
    for cue in """
    tôi là, tôi tên là, tôi tên, tên tôi là, tên là, tên, họ tên, họ và tên, người gửi, người kiến nghị, người phản ánh,
    người làm đơn, người đại diện, vợ tôi là, chồng tôi là, con tôi là, ký tên, chủ hộ, chủ hộ là, hộ gia đình,
    gia đình, hộ nhà, hộ, nhà, cháu là, em là, mẹ tôi là, bố tôi là, cha tôi là, ba tôi là, đồng chí
    """.replace("\n", " ").split(",")
)
CUES = tuple(" ".join(cue.split()) for cue in CUES)
# Of these only a family name after them makes a name: "nhà Văn hóa", "hộ Cận nghèo", "tên Đường".
WEAK_CUES = frozenset({"tên", "nhà", "hộ", "gia đình", "hộ gia đình"})
# Capital words after a title or a cue that begin no name.
NOT_NAMES = _words("""
    ubnd hdnd mttq ubmttq bhxh bhyt thpt thcs qd nq tb kh ubkt clb htx chu pho bi giam dang uy so nhan dan viet nam
    hoi doan chinh cong ban phong cuu mat trong to khu thu lanh nha nuoc trung tieu luat nghi quyet
    """)

# A post and what may stand between it and the name of its holder; with spaces where the words are apart.
_HEADS = (
    r"(?:phó\s+|nguyên\s+)?chủ\s+tịch|(?:phó\s+)?bí\s+thư|(?:phó\s+)?(?:tổng\s+)?giám\s+đốc|"
    r"(?:phó\s+)?chủ\s+nhiệm|(?:phó\s+)?chánh\s+(?:văn\s+phòng|thanh\s+tra|án)|(?:phó\s+)?hiệu\s+trưởng|"
    r"(?:phó\s+)?cục\s+trưởng|(?:phó\s+)?chi\s+cục\s+trưởng|(?:phó\s+)?viện\s+trưởng|"
    r"(?:phó\s+)?trưởng\s+(?:phòng|ban|công\s+an|đoàn|trạm|khoa|thôn|bản|ấp|khu|khóm|xóm)|(?:phó\s+)?trạm\s+trưởng|"
    r"(?:phó\s+)?tổ\s+trưởng|(?:phó\s+)?đội\s+trưởng|(?:phó\s+)?chỉ\s+huy\s+trưởng|đại\s+biểu|thủ\s+trưởng|"
    r"công\s+chức|chuyên\s+viên|cán\s+bộ|(?:phó\s+)?ban\s+thường\s+trực|thư\s+ký|ủy\s+viên|uỷ\s+viên|"
    r"cảnh\s+sát\s+khu\s+vực|kế\s+toán\s+trưởng|kiểm\s+lâm|bác\s+sĩ\s+trưởng|trưởng\s+trạm"
)
POST = _HEADS
BETWEEN = _words("""
    xa phuong tinh thanh pho thi tran huyen quan thon to dan khu ban nhan uy hoi dong phong so chi cuc bo dang doan
    mat tran quoc kinh te van hoa ha tang do tu phap dia chinh nghiep nong moi truong y giao duc cong an thuong
    truc quan su chinh tri thanh nien phu nu cuu chien binh noi vu tai dat dai xay dung dang uy trung tam hanh
    chinh va la ong ba chi dc kiem kiem kiem tra dai bieu quoc hoi thanh tra lao thuong binh xa hoi mttq ubnd hdnd
    """)
# Between a post and a name they say that the holder of the post does something with somebody else.
DOING = _words("nói báo hỏi trả lời giao gặp mời cho với của đến gửi thăm nghe hứa phạt")
# What may stand before an address, a phone or mail of an office, which nobody needs to hide.
OFFICE_BEFORE = (
    "duong day nong",
    "hotline",
    "tong dai",
    "tru so",
    "bo phan mot cua",
    "trung tam phuc vu hanh chinh cong",
    "ubnd",
    "uy ban",
    "van phong",
    "so dien thoai co quan",
    "tiep cong dan",
    "cong an xa",
)
# Words before "số 5" that make it a number of something else than a house.
NUMBERED = frozenset(
    """
    tuyen tram cot truong to khu lo thua do diem cong dinh van nghi quyet ket luan thong bao ke hoach luat lenh to_trinh
    quoc cau don phieu ma bien ban hieu giay tin chi doan ben cho chinh dot ky bieu mau phu luc cum tu hop goi nhom
    trinh cao gia bang chung nhan khoan thoai danh tong
    """.replace("_", " ").split()
)
