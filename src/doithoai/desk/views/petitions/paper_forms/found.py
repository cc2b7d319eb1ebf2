"""The sheet of an address, and where a person goes on with it."""

from django.http import Http404

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require
from doithoai.petitions import permissions, queries
from doithoai.petitions.enums import FormState
from doithoai.petitions.form_numbers import read_number
from doithoai.petitions.models import PaperForm


def door_of(request: StaffRequest, form: PaperForm) -> str:
    """Return where the person goes on with the sheet: to confirming what others typed, else to typing."""
    others = form.state == FormState.TYPED and form.typed_by_id != request.standing.account.pk
    return "desk:paper-form-confirm" if others else "desk:paper-form"


def form_or_404(request: StaffRequest, number: str) -> PaperForm:
    """Return the sheet if the person may read sheets of its dialogue; a stranger does not learn that it was printed."""
    try:
        squeezed = read_number(number)
    except DomainError:
        raise Http404 from None
    units = [membership.body.unit_id for membership in request.standing.memberships]
    form = queries.form_with(squeezed, units=units)
    if form is None:
        raise Http404
    require(permissions.can_read_forms(request.standing, form.dialogue))
    return form
