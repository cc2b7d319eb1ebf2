"""Addresses of the staff screens, one module for each part of the work."""

from django.urls import URLPattern, URLResolver

from doithoai.desk.urls import (
    absences,
    competence,
    dialogues,
    dossiers,
    follow_up,
    front,
    gateways,
    inbox,
    law,
    my_work,
    petitions,
    plans,
    proceedings,
    reports,
    signing_in,
    succession,
)

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    *signing_in.urlpatterns,
    *my_work.urlpatterns,
    *absences.urlpatterns,
    *plans.urlpatterns,
    *dialogues.urlpatterns,
    *front.urlpatterns,
    *gateways.urlpatterns,
    *competence.urlpatterns,
    *petitions.urlpatterns,
    *inbox.urlpatterns,
    *proceedings.urlpatterns,
    *follow_up.urlpatterns,
    *dossiers.urlpatterns,
    *reports.urlpatterns,
    *law.urlpatterns,
    *succession.urlpatterns,
]
