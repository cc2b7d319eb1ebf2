"""Addresses of the workspace of a dialogue: overview, plan, notice, registrations."""

from django.urls import URLPattern, path

from doithoai.desk.views.dialogues import opening, overview

urlpatterns: list[URLPattern] = [
    path("cuoc/", overview.list_dialogues, name="dialogue-list"),
    path("cuoc/mo/", opening.open_dialogue, name="dialogue-open"),
    path("cuoc/mo/cac-moc/", opening.preview, name="dialogue-open-preview"),
    path("cuoc/<str:code>/", overview.show, name="dialogue"),
]
