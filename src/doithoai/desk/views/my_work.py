"""What a person has to do, the late things first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from doithoai.desk.access import StaffRequest, staff


@staff
def my_work(request: StaffRequest) -> HttpResponse:
    """Show the person's day."""
    return render(request, "desk/my_work/my_work.html", {"today": timezone.localdate()})
