"""The secret on a receipt: three plain words and three digits, easy to read out, kept only as a keyed digest.

Who has the code and the secret may follow the matter without an account. The digest is keyed
with settings.IDENTITY_KEY, which lies outside the database, so a copied database alone opens
nothing; guessing through the site is stopped by the lock-out of the front.
"""

import hmac
import secrets
import unicodedata
from hashlib import sha256

from django.conf import settings

# Everyday things, one syllable each, no two alike without their marks, none that could offend.
_WORDS = """
ao bac bai ban bang banh bao bat bau ben beo bia bien bim binh bo bong bua bui buoi but buom ca cam canh cao
cat cau cay chai cham chan chao chen chia chieu chim cho choi chuoi chuong co coc coi com con cong cot cu cua
cui cung cuoc cuon da dan dao dat dau day de den deo dep dia diem dieu dinh do doi don dong dua dui dung duoi
duong ech gac gach gao gau ghe gia giay gieng gio giot go goc goi gom gon gui gung guom hac hai ham han hang
hanh hat hau heo hien ho hoa hoi hom hong hop hue huong huou keo ken keu khan khay khe kheo khoai khoi khung
kia kien kim kinh la lac lan lang lanh le len leo lo loa loc long lu lua lui lum luoi luong luu ly mai mam man
mang mat may me men mi mia mit mo moi mong mu mua muc mui muoi muon muong na nai nam nan nang nap nay nem nen
neo nep ngan ngoc ngo ngon ngu nguon nha nhan nho nhon nhung no noi nom non nong nu nui nuoc oc oi ong ot pha
phao phen pho phong phu que quat queo qua quai quan rau rieng ro roi rom rong rua rung ruoi ruong sach sam san
sang sao sau sen seo si soc soi son song su sua sung suoi suong ta tai tam tan tao tau tay te tha thac tham
than thang thao the then theu thi thoc thoi thom thong thu thung thuyen tim toi tom tong tra trai tram trang
trau tre treo trong tru trua trung truong tu tuoi tuong vai vang vay ve ven vi vien vo voi von vong vu vua
vuon vuot xa xanh xe xeo xoai xoi xom xuan xuong y yen
"""
WORDS = tuple(_WORDS.split())


def new_secret() -> str:
    """Return a fresh secret such as `lua-cau-nang-271`, about 35 bits of chance."""
    words = [secrets.choice(WORDS) for _ in range(3)]
    return f"{'-'.join(words)}-{100 + secrets.randbelow(900)}"


def digest_of(secret: str, *, code: str) -> str:
    """Return what is stored of a secret; the code goes in, so equal secrets leave different digests."""
    return hmac.new(settings.IDENTITY_KEY.encode(), f"{code}:{_plain(secret)}".encode(), sha256).hexdigest()


def fits(secret: str, *, code: str, digest: str) -> bool:
    """Say whether the typed secret is the one behind the digest; marks, case and separators do not matter.

    An empty digest (no receipt was issued) fits nothing.
    """
    return bool(digest) and hmac.compare_digest(digest_of(secret, code=code), digest)


def _plain(secret: str) -> str:
    spread = unicodedata.normalize("NFD", secret.lower()).replace("đ", "d")
    return "".join(sign for sign in spread if sign.isascii() and sign.isalnum())
