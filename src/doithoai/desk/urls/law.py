"""Addresses of the law library and why a date is what it is."""

from django.urls import URLPattern, path

from doithoai.desk.views import calendars, externals, law, library

urlpatterns: list[URLPattern] = [
    path("vi-sao/viec/<int:pk>/", law.why_duty, name="why-duty"),
    path("vi-sao/<str:regulation>/<str:rule>/", law.why, name="why"),
    path("quy-dinh/", library.regulations, name="law"),
    path("quy-dinh/so-sanh/", library.compare, name="law-compare"),
    path("lich/ngay-nghi-rieng/", calendars.closures, name="law-closures"),
    path("lich/ngay-nghi-rieng/ghi/", calendars.enter, name="law-closure-enter"),
    path("lich/ngay-nghi-rieng/<str:key>/bai-bo/", calendars.lift, name="law-closure-lift"),
    path("lich/nap/", calendars.import_year, name="law-year-import"),
    path("lich/mau/", calendars.year_template, name="law-year-template"),
    path("lich/<int:year>/", library.calendar, name="law-calendar"),
    path("quy-dinh/<str:regulation>/", library.rules, name="law-regulation"),
    path("quy-dinh/<str:regulation>/danh-muc/", library.lists, name="law-lists"),
    path("quy-dinh/<str:regulation>/cach-hieu/", library.readings, name="law-readings"),
    path("quy-dinh/<str:regulation>/cach-hieu/<str:setting>/", library.choose_reading, name="law-reading-choose"),
    path("quy-dinh/<str:regulation>/con-thieu/<str:rule>/", externals.enter, name="law-external-enter"),
    path("quy-dinh/<str:regulation>/khoan-muc/", library.clauses, name="law-clauses"),
    path("quy-dinh/<str:regulation>/ca-kiem-tra/", library.cases, name="law-cases"),
    path("quy-dinh/<str:regulation>/thu/", library.trial, name="law-trial"),
    path("quy-dinh/<str:regulation>/khoan/<str:clause>/", library.rule, name="law-rule"),
]
