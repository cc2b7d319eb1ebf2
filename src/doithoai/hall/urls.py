"""Addresses of the live conference, one conference under each code."""

from django.urls import URLPattern, path

from doithoai.hall import stream
from doithoai.hall.views import acts, agency, briefing, host, left, projector, questions, reception, secretary

app_name = "hall"
urlpatterns: list[URLPattern] = [
    path("<str:code>/ban-chu-tri/", host.show, name="host"),
    path("<str:code>/ban-thu-ky/", secretary.show, name="secretary"),
    path("<str:code>/don-tiep/", reception.show, name="reception"),
    path("<str:code>/man-chieu/", projector.show, name="projector"),
    path("<str:code>/co-quan/", agency.show, name="agency"),
    path("<str:code>/chuan-bi/", briefing.show, name="briefing"),
    path("<str:code>/co-quan/<str:body>/co-mat/", agency.presence, name="presence"),
    path("<str:code>/kien-nghi/<str:petition>/nop/<str:body>/", agency.hand, name="hand"),
    path("<str:code>/nop/<str:key>/", secretary.handed, name="handed"),
    path("<str:code>/luong/", stream.silent, name="stream"),
    path("<str:code>/buoc/<int:number>/", acts.step, name="step"),
    path("<str:code>/buoc/<int:number>/dai-dien/", acts.represent, name="step-represent"),
    path("<str:code>/buoc/<int:number>/bo/", acts.skip_step, name="step-skip"),
    path("<str:code>/luot/ke-tiep/", acts.next_turn, name="turn-next"),
    path("<str:code>/luot/thoi-gian/", acts.limit, name="limit"),
    path("<str:code>/luot/xen-ke/", acts.share, name="turns-share"),
    path("<str:code>/luot/them/", acts.add_turn, name="turn-add"),
    path("<str:code>/luot/<str:key>/", acts.turn, name="turn"),
    path("<str:code>/luot/<str:key>/da-tra-loi/", acts.answered, name="turn-answered"),
    path("<str:code>/luot/<str:key>/loi/", secretary.summarise, name="turn-summary"),
    path("<str:code>/luot/<str:key>/ten/", questions.name_turn, name="turn-name"),
    path("<str:code>/cau-hoi/<str:key>/", questions.decide, name="question"),
    path("<str:code>/neu-tai-cho/", acts.raised, name="raised"),
    path("<str:code>/chua-co-ket-qua/", left.show, name="left"),
    path("<str:code>/chua-co-ket-qua/ghi/", left.dispose, name="left-dispose"),
    path("<str:code>/kien-nghi/<str:petition>/goi/", acts.call_petition, name="call"),
    path("<str:code>/kien-nghi/<str:petition>/phim/", host.press, name="press"),
    path("<str:code>/kien-nghi/<str:petition>/ket-qua/", host.outcome, name="outcome"),
    path("<str:code>/kien-nghi/<str:petition>/hoan-tac/", host.undo, name="undo"),
    path("<str:code>/kien-nghi/<str:petition>/tra-loi/", secretary.answer, name="answer"),
    path("<str:code>/bien-ban/them/", secretary.remark, name="remark"),
    path("<str:code>/bien-ban/<int:entry>/dinh-chinh/", secretary.correct, name="correct"),
    path("<str:code>/don-tiep/quet/", reception.scan, name="scan"),
    path("<str:code>/den/<str:registration>/", reception.check_in, name="check-in"),
    path("<str:code>/den/<str:registration>/xem/", reception.look, name="look"),
    path("<str:code>/diem/<int:point>/", reception.count, name="count"),
    path("<str:code>/don-tiep/them/", reception.walk_in, name="walk-in"),
    path("<str:code>/don-tiep/tu-choi/", reception.refuse, name="refuse"),
    path("<str:code>/don-tiep/tu-choi/<int:refusal>/", reception.settle, name="refusal"),
]
