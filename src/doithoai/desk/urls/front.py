"""Addresses of what the Front, the organisations and Mass Mobilisation do."""

from django.urls import URLPattern, path

from doithoai.desk.views.front import forecasts, supervision

urlpatterns: list[URLPattern] = [
    path("doi-thoai/<str:code>/du-bao/", forecasts.forecast, name="dialogue-forecast"),
    path("doi-thoai/<str:code>/du-bao/tep/<str:key>/", forecasts.forecast_file, name="forecast-file"),
    path("ke-hoach/giam-sat/", supervision.show, name="supervision-plan"),
    path("ke-hoach/giam-sat/<int:year>/", supervision.show, name="supervision-plan"),
    path("ke-hoach/giam-sat/<int:year>/ghi/", supervision.record, name="supervision-record"),
    path("ke-hoach/giam-sat/ban/<str:key>/tham-dinh/", supervision.appraise, name="supervision-appraise"),
    path("ke-hoach/giam-sat/ban/<str:key>/tra-lai/", supervision.send_back, name="supervision-return"),
    path("ke-hoach/giam-sat/ban/<str:key>/tep/", supervision.file, name="supervision-file"),
]
