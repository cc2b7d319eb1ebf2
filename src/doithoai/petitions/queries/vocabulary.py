"""What speaks for a field before an office has decided anything: words that we wrote down ourselves, marks left out."""

from doithoai.petitions.enums import Field

# Each phrase counts as a few petitions of the field; the office's own decisions soon outweigh them.
FIELD_WORDS: dict[Field, str] = {
    Field.LAND: (
        "dat dai|so do|giay chung nhan quyen su dung dat|cap so|tach thua|chuyen muc dich|do dac|trich do|"
        "ranh gioi dat|tranh chap dat|thu hoi dat|boi thuong|den bu|giai phong mat bang|tai dinh cu|dat o|"
        "dat lam nghiep|dia chinh|khai thac cat|khoang san|van phong dang ky dat dai|dat nong nghiep|"
        "quyen su dung dat|gia dat|mo da"
    ),
    Field.CONSTRUCTION: (
        "xay dung trai phep|giay phep xay dung|quy hoach|du an treo|nha o xa hoi|lan chiem via he|via he|"
        "long le duong|lan chiem|nha cao tang|cong trinh xay dung|trat tu do thi|buon ban tran lan|giu xe|"
        "cho coc|chung cu|nghia trang"
    ),
    Field.TRANSPORT: (
        "duong lien thon|mat duong|o ga|o voi|be tong duong|nhua hoa|cau|cau qua suoi|xe tai|bien bao|"
        "den tin hieu|giao thong|un tac|duong hong|mo rong duong|duong noi dong|ben xe|xe buyt|tai nan|"
        "vach ke|nang cap duong|tuyen duong|tinh lo|quoc lo|duong xuong cap|lay loi|cau treo|duong dat"
    ),
    Field.WATER: (
        "thoat nuoc|ngap|ngap ung|cong thoat|ho ga|nuoc sach|nuoc may|mat nuoc|duong ong nuoc|"
        "ranh thoat nuoc|trieu cuong|nuoc sinh hoat|nap cong|nuoc yeu|nuoc duc|gieng khoan"
    ),
    Field.POWER: (
        "dien|den duong|den chieu sang|cot dien|tram bien ap|dien yeu|cup dien|mat dien|duong day dien|"
        "dien sinh hoat|tien dien|chieu sang|keo dien|luoi dien|cong to|bong den"
    ),
    Field.ENVIRONMENT: (
        "rac|rac thai|bai rac|thu gom rac|o nhiem|moi truong|mui hoi|khoi bui|xa thai|nuoc thai|on ao|"
        "tieng on|karaoke|cay xanh|kenh o nhiem|bui|trai heo gay mui|dot rac|ve sinh moi truong|cho tha rong|"
        "xac dong vat"
    ),
    Field.AGRICULTURE: (
        "thuy loi|kenh muong|muong|tram bom|ruong|lua|chan nuoi|dich ta lon|dich benh|giong|phan bon|"
        "thuoc tru sau|de dieu|ke|sat lo|nong nghiep|htx|hop tac xa|nuoi trong thuy san|tau thuyen|hoa mau|"
        "may bom|nao vet|rung|lam nghiep|bao lu|thien tai|nong san|hong cat|tieu ung|bo tha rong|trau bo"
    ),
    Field.EDUCATION: (
        "truong hoc|hoc sinh|giao vien|phong hoc|mam non|tieu hoc|trung hoc|hoc phi|ban ghe hoc sinh|"
        "diem truong|nha cong vu|day hoc|day them|tuyen sinh|ban tru|giao duc|truong"
    ),
    Field.HEALTH: (
        "tram y te|benh vien|kham benh|bao hiem y te|thuoc|bac si|an toan thuc pham|tiem chung|y te|"
        "sot xuat huyet|cap cuu|the bhyt|phun thuoc|thuc pham ban"
    ),
    Field.SOCIAL: (
        "nguoi co cong|thuong binh|liet si|ho ngheo|can ngheo|bao tro xa hoi|tro cap|nguoi cao tuoi|"
        "khuyet tat|luong huu|bao hiem xa hoi|viec lam|lao dong|nghi huu|chat doc|che do chinh sach|"
        "xoa nha tam|phu cap|dan toc thieu so|xuat khau lao dong|chinh sach|tre em"
    ),
    Field.CULTURE: (
        "nha van hoa|san bong|the thao|di tich|le hoi|du lich|thu vien|loa truyen thanh|dai truyen thanh|"
        "thiet che van hoa|cong vien|khu vui choi|tu bo|den chua|van nghe|san the thao"
    ),
    Field.SECURITY: (
        "an ninh|trat tu|trom cap|ma tuy|danh bac|dua xe|cong an|lua dao|tin dung den|danh nhau|camera|"
        "phong chay|chay no|tam tru|quan nhau|gay roi|nghien|nghia vu quan su|cuop giat"
    ),
    Field.ADMINISTRATION: (
        "thu tuc hanh chinh|mot cua|ho so|ho tich|khai sinh|chung thuc|can bo|thai do|nhung nhieu|"
        "dich vu cong|can cuoc|tra ket qua|cham tra|hen nhieu lan|tiep dan|cong chuc|nop ho so|truc tuyen"
    ),
    Field.PARTY_BUILDING: (
        "dang vien|chi bo|cap uy|mat tran|doan thanh nien|hoi nong dan|hoi phu nu|cuu chien binh|bi thu|"
        "truong thon|khong chuyen trach|sap nhap thon|sap nhap xa|bau cu|dan chu co so|"
        "ban thanh tra nhan dan"
    ),
    Field.ECONOMY: (
        "doanh nghiep|vay von|ngan hang|thue|cho|tieu thuong|dau tu|gia ca|hang gia|cum cong nghiep|"
        "khu cong nghiep|ngan sach|phi|le phi|ho kinh doanh|xay cho|nguon von|hang rong"
    ),
    Field.OTHER: "song dien thoai|internet|tram phat song|wifi|vien thong|phu song|trung tam hanh chinh|song di dong",
}
