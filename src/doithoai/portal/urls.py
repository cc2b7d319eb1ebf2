"""Addresses of this front."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from doithoai.portal.views import (
    dialogues,
    draws,
    following,
    home,
    law,
    library,
    live,
    outside,
    promises,
    registering,
    sending,
)


class Code(StringConverter):
    """A code or key in an address: no sign that a database refuses."""

    regex = r"[^/\x00-\x1f]+"


register_converter(Code, "code")

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("lien-he/", home.contact, name="contact"),
    path("quyen-rieng-tu/", home.privacy, name="privacy"),
    path("robots.txt", home.robots, name="robots"),
    path("cuoc/", dialogues.dialogue_list, name="dialogue-list"),
    path("cuoc/<code:code>/", dialogues.dialogue, name="dialogue"),
    path("cuoc/<code:code>/van-ban/<code:key>/", dialogues.paper, name="dialogue-paper"),
    path("cuoc/<code:code>/dang-ky/", registering.register, name="register"),
    path("cuoc/<code:code>/boc-tham/", draws.show, name="draw"),
    path("cuoc/<code:code>/boc-tham/<code:key>/phieu.txt", draws.slips, name="draw-slips"),
    path("cuoc/<code:code>/truc-tiep/", live.show, name="live"),
    path("cuoc/<code:code>/truc-tiep/luong/", live.silent, name="live-stream"),
    path("cuoc/<code:code>/truc-tiep/hoi/", live.ask, name="live-ask"),
    path("cuoc/<code:code>/truc-tiep/cung-hoi/<code:key>/", live.support, name="live-support"),
    path("gui/", sending.choose, name="send"),
    path("gui/<code:code>/", sending.send, name="send-to"),
    path("gui/<code:code>/da-hoi/", sending.asked_before, name="asked-before"),
    path("bien-nhan/", sending.receipt, name="receipt"),
    path("theo-doi/", following.follow, name="follow"),
    path("theo-doi/thoat/", following.leave, name="follow-leave"),
    path("theo-doi/kien-nghi/", following.petition, name="follow-petition"),
    path("theo-doi/kien-nghi/bo-sung/", following.supplement, name="follow-supplement"),
    path("theo-doi/kien-nghi/hoi-them/<code:key>/", following.answer_question, name="follow-question"),
    path("theo-doi/kien-nghi/xoa-du-lieu/", following.erase, name="follow-erase"),
    path("theo-doi/kien-nghi/rut/", following.withdraw, name="follow-withdraw"),
    path("theo-doi/kien-nghi/mo-lai/", following.reopen, name="follow-reopen"),
    path("theo-doi/kien-nghi/danh-gia/", following.rate, name="follow-rate"),
    path("theo-doi/kien-nghi/tra-loi/<code:key>/", following.reply, name="follow-reply"),
    path("theo-doi/dang-ky/", following.registration, name="follow-registration"),
    path("theo-doi/dang-ky/rut/", following.withdraw_registration, name="follow-registration-withdraw"),
    path("tra-loi-mot-lan/<code:secret>/", outside.answer, name="outside-answer"),
    path("loi-hua/", promises.promises, name="promises"),
    path("tra-loi/", promises.answers, name="answers"),
    path("tra-loi/<code:key>/", promises.answer, name="answer"),
    path("quy-dinh/", library.regulations, name="law"),
    path("quy-dinh/so-sanh/", library.compare, name="law-compare"),
    path("quy-dinh/<str:regulation>/", library.rules, name="law-rules"),
    path("quy-dinh/<str:regulation>/tinh-ngay/", library.calculator, name="law-calculator"),
    path("quy-dinh/<str:regulation>/<str:rule>/", law.rule, name="rule"),
]
