"""Addresses of the programme, the conference, the conclusion."""

from django.urls import URLPattern, path

from doithoai.desk.views.proceedings import breaks, broadcast, conclusion, minutes, papers, programme, results, session

urlpatterns: list[URLPattern] = [
    path("doi-thoai/<str:code>/chuong-trinh/", programme.show, name="dialogue-programme"),
    path("doi-thoai/<str:code>/chuong-trinh/duyet/", programme.approve, name="dialogue-programme-approve"),
    path("doi-thoai/<str:code>/chuong-trinh/<int:number>/bo/", programme.leave_out, name="dialogue-step-out"),
    path("doi-thoai/<str:code>/chuong-trinh/<int:number>/dung-lai/", programme.take_in, name="dialogue-step-in"),
    path("doi-thoai/<str:code>/thu-ky/", programme.secretary, name="dialogue-secretary"),
    path("doi-thoai/<str:code>/dien-bien/", session.show, name="dialogue-proceedings"),
    path("doi-thoai/<str:code>/dien-bien/khai-mac/", session.open_session, name="dialogue-open-session"),
    path("doi-thoai/<str:code>/dien-bien/be-mac/", session.close, name="dialogue-close"),
    path("doi-thoai/<str:code>/dien-bien/tam-dung/", breaks.break_off, name="dialogue-break-off"),
    path("doi-thoai/<str:code>/dien-bien/duong-dan/", broadcast.edit, name="dialogue-broadcast"),
    path("doi-thoai/<str:code>/dien-bien/hop-tiep/", breaks.go_on, name="dialogue-go-on"),
    path("doi-thoai/<str:code>/dien-bien/ket-thuc/", breaks.leave, name="dialogue-leave"),
    path("doi-thoai/<str:code>/bien-ban/thu-ky-ky/", minutes.sign_as_secretary, name="minutes-sign-secretary"),
    path("doi-thoai/<str:code>/bien-ban/<int:page>/chu-tri-ky/", minutes.sign_as_host, name="minutes-sign-host"),
    path("doi-thoai/<str:code>/bien-ban/<int:page>/tra-lai/", minutes.send_back, name="minutes-send-back"),
    path("doi-thoai/<str:code>/bien-ban/dinh-chinh/", minutes.correction, name="minutes-correction"),
    path("doi-thoai/<str:code>/ket-luan/", conclusion.show, name="dialogue-conclusion"),
    path("doi-thoai/<str:code>/ket-luan/dung/", conclusion.draft, name="conclusion-draft"),
    path("doi-thoai/<str:code>/ket-luan/mo-dau/", conclusion.opening, name="conclusion-opening"),
    path("doi-thoai/<str:code>/ket-luan/them/", conclusion.add, name="conclusion-add"),
    path("doi-thoai/<str:code>/ket-luan/muc/<int:item>/", conclusion.edit, name="conclusion-edit"),
    path("doi-thoai/<str:code>/ket-luan/muc/<int:item>/bo/", conclusion.remove, name="conclusion-remove"),
    path("doi-thoai/<str:code>/ket-luan/gia-han/", conclusion.extend, name="conclusion-extend"),
    path("doi-thoai/<str:code>/ket-luan/xem-truoc/", conclusion.preview, name="conclusion-preview"),
    path("doi-thoai/<str:code>/ket-luan/ban-hanh/", conclusion.issue, name="conclusion-issue"),
    path("doi-thoai/<str:code>/ket-luan/gui/", conclusion.send, name="conclusion-send"),
    path("doi-thoai/<str:code>/ket-luan/ra-soat/", results.redact, name="results-redact"),
    path("doi-thoai/<str:code>/ket-qua/<str:channel>/", results.publish, name="results-publish"),
    path("doi-thoai/<str:code>/van-ban/<str:key>.<str:form>", papers.download, name="dialogue-document"),
]
