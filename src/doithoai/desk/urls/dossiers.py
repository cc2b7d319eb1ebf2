"""Addresses of the dossier and its package."""

from django.urls import URLPattern, path

from doithoai.desk.views import dossiers

urlpatterns: list[URLPattern] = [
    path("cuoc/<str:code>/ho-so/", dossiers.show, name="dialogue-dossier"),
    path("cuoc/<str:code>/ho-so/gom/", dossiers.gather, name="dossier-gather"),
    path("cuoc/<str:code>/ho-so/them/<str:item>/", dossiers.file_scan, name="dossier-file"),
    path("cuoc/<str:code>/ho-so/khong-co/<str:item>/", dossiers.waive, name="dossier-waive"),
    path("cuoc/<str:code>/ho-so/ket-thuc/", dossiers.close, name="dossier-close"),
    path("cuoc/<str:code>/ho-so/dong-goi/", dossiers.pack, name="dossier-pack"),
    path("cuoc/<str:code>/ho-so/luu-tru/", dossiers.archive, name="dossier-archive"),
    path("cuoc/<str:code>/ho-so/goi/<str:key>/", dossiers.download, name="dossier-package"),
    path("cuoc/<str:code>/ho-so/tep/<int:paper>/", dossiers.paper, name="dossier-paper"),
]
