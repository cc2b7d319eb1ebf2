"""Addresses of the dossier and its package."""

from django.urls import URLPattern, path

from doithoai.desk.views import dossiers

urlpatterns: list[URLPattern] = [
    path("doi-thoai/<str:code>/ho-so/", dossiers.show, name="dialogue-dossier"),
    path("doi-thoai/<str:code>/ho-so/gom/", dossiers.gather, name="dossier-gather"),
    path("doi-thoai/<str:code>/ho-so/them/<str:item>/", dossiers.file_scan, name="dossier-file"),
    path("doi-thoai/<str:code>/ho-so/khong-co/<str:item>/", dossiers.waive, name="dossier-waive"),
    path("doi-thoai/<str:code>/ho-so/ket-thuc/", dossiers.close, name="dossier-close"),
    path("doi-thoai/<str:code>/ho-so/dong-goi/", dossiers.pack, name="dossier-pack"),
    path("doi-thoai/<str:code>/ho-so/luu-tru/", dossiers.archive, name="dossier-archive"),
    path("doi-thoai/<str:code>/ho-so/goi/<str:key>/", dossiers.download, name="dossier-package"),
    path("doi-thoai/<str:code>/ho-so/tep/<int:paper>/", dossiers.paper, name="dossier-paper"),
]
