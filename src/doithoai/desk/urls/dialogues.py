"""Addresses of the workspace of a dialogue: overview, plan, notice, registrations, papers."""

from django.urls import URLPattern, path

from doithoai.desk.views.dialogues import notice, opening, overview, papers, plan, registrations

urlpatterns: list[URLPattern] = [
    path("doi-thoai/", overview.list_dialogues, name="dialogue-list"),
    path("doi-thoai/mo/", opening.open_dialogue, name="dialogue-open"),
    path("doi-thoai/mo/cac-moc/", opening.preview, name="dialogue-open-preview"),
    path("doi-thoai/<str:code>/", overview.show, name="dialogue"),
    path("doi-thoai/<str:code>/doi-lich/", plan.reschedule, name="dialogue-reschedule"),
    path("doi-thoai/<str:code>/tam-hoan/", plan.postpone, name="dialogue-postpone"),
    path("doi-thoai/<str:code>/huy/", plan.cancel, name="dialogue-cancel"),
    path("doi-thoai/<str:code>/ke-hoach/", plan.show, name="dialogue-plan"),
    path("doi-thoai/<str:code>/ke-hoach/noi-dung/", plan.content, name="dialogue-content"),
    path("doi-thoai/<str:code>/ke-hoach/phe-duyet/", plan.approve, name="dialogue-plan-approve"),
    path("doi-thoai/<str:code>/ke-hoach/giao-viec/", plan.add_task, name="dialogue-task"),
    path("doi-thoai/<str:code>/ke-hoach/viec/<str:key>/xong/", plan.finish_task, name="dialogue-task-done"),
    path("doi-thoai/<str:code>/ke-hoach/thong-bao-voi-dan/", plan.briefing, name="dialogue-briefing"),
    path("doi-thoai/<str:code>/ke-hoach/de-nghi/", plan.request_units, name="dialogue-request"),
    path("doi-thoai/<str:code>/ke-hoach/thu-ky/", plan.secretary, name="dialogue-plan-secretary"),
    path("doi-thoai/<str:code>/thong-bao/", notice.show, name="dialogue-notice"),
    path("doi-thoai/<str:code>/thong-bao/soan/", notice.write, name="dialogue-notice-write"),
    path("doi-thoai/<str:code>/thong-bao/kenh/<str:channel>/", notice.publish, name="dialogue-publish"),
    path("doi-thoai/<str:code>/giay-moi/them/", notice.invite, name="dialogue-invite"),
    path("doi-thoai/<str:code>/giay-moi/gui/", notice.send, name="dialogue-invitations-send"),
    path("doi-thoai/<str:code>/giay-moi/in/", notice.letters, name="dialogue-letters"),
    path("doi-thoai/<str:code>/giay-moi/<str:key>/bo/", notice.remove, name="dialogue-invitation-remove"),
    path("doi-thoai/<str:code>/giay-moi/<str:key>/tra-loi/", notice.reply, name="dialogue-invitation-reply"),
    path("doi-thoai/<str:code>/dang-ky/", registrations.show, name="dialogue-registrations"),
    path("doi-thoai/<str:code>/dang-ky/ghi/", registrations.register, name="dialogue-register"),
    path("doi-thoai/<str:code>/dang-ky/bien-nhan/", registrations.receipt, name="dialogue-registration-receipt"),
    path("doi-thoai/<str:code>/dang-ky/don-tiep/", registrations.open_check_in, name="dialogue-check-in"),
    path("doi-thoai/<str:code>/dang-ky/den/", registrations.check_in, name="dialogue-arrive"),
    path("doi-thoai/<str:code>/dang-ky/<str:key>/moi/", registrations.confirm, name="dialogue-registration-confirm"),
    path("doi-thoai/<str:code>/dang-ky/<str:key>/rut/", registrations.withdraw, name="dialogue-registration-withdraw"),
    path("doi-thoai/<str:code>/dang-ky/<str:key>/luot/", registrations.order, name="dialogue-registration-order"),
    path("doi-thoai/<str:code>/van-ban/<str:kind>/lap/", papers.draft, name="paper-draft"),
    path("doi-thoai/<str:code>/van-ban/<str:key>/ky/", papers.sign, name="paper-sign"),
    path("doi-thoai/<str:code>/van-ban/<str:key>/<str:form>/", papers.fetch, name="paper"),
]
