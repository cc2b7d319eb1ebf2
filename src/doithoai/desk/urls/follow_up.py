"""Addresses of follow-up after the conclusion, and of matters put to the upper level."""

from django.urls import URLPattern, path

from doithoai.desk.views.follow_up import deeds, matters, others, publishing, single

urlpatterns: list[URLPattern] = [
    path("doi-thoai/<str:code>/theo-doi/", matters.show, name="dialogue-follow-up"),
    path("doi-thoai/<str:code>/theo-doi/lam/", deeds.do, name="follow-up-do"),
    path("doi-thoai/<str:code>/theo-doi/thoi-han/", matters.decide, name="follow-up-decide"),
    path("doi-thoai/<str:code>/theo-doi/loi-hua/", others.promises, name="follow-up-promises"),
    path("doi-thoai/<str:code>/theo-doi/cap-tren/", others.escalations, name="follow-up-escalations"),
    path("doi-thoai/<str:code>/theo-doi/thu/", others.letters, name="follow-up-letters"),
    path("doi-thoai/<str:code>/theo-doi/thu/da-gui/", others.hand_over, name="follow-up-hand-over"),
    path("doi-thoai/<str:code>/theo-doi/thu/<str:key>/in/", others.print_letter, name="follow-up-print"),
    path("viec-sau-hoi-nghi/", matters.agency, name="agency-follow-up"),
    path("kien-nghi-tu-cap-duoi/", others.received, name="escalations"),
    path("kien-nghi-tu-cap-duoi/<str:key>/", others.answer, name="escalation-answer"),
    path("kien-nghi-tu-cap-duoi/<str:key>/van-ban/", others.escalation_paper, name="escalation-paper"),
    path("kien-nghi/<str:code>/cap-tren/", single.escalate, name="petition-escalate"),
    path("kien-nghi/<str:code>/chuyen/", single.transfer, name="petition-transfer"),
    path("kien-nghi/<str:code>/danh-gia/", single.rate, name="petition-rate"),
    path("kien-nghi/<str:code>/mo-lai/", single.reopen, name="petition-reopen"),
    path("kien-nghi/<str:code>/cong-bo/", publishing.publish, name="petition-publish"),
    path("kien-nghi/<str:code>/go-khoi-cong/", publishing.take_down, name="petition-take-down"),
    path("kien-nghi/<str:code>/van-ban/<str:key>/", single.paper, name="petition-reply-paper"),
]
