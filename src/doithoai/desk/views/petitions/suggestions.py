"""How good the suggestions are: measured on this office's own decisions, shown as it is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doithoai.accounts.enums import Role
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.organisations.models import Body
from doithoai.petitions import queries
from doithoai.petitions.enums import Field
from doithoai.petitions.queries import Accuracy

_SEES = (Role.CLERK, Role.HOST, Role.SECRETARY, Role.FRONT, Role.MASS_MOBILISATION, Role.ADMINISTRATOR)


@require_safe
@staff
def show(request: StaffRequest) -> HttpResponse:
    """Show how often the suggestions of fields and bodies were what the office decided."""
    main = next((m for m in request.standing.memberships if m.role in _SEES), None)
    require(main is not None)
    assert main is not None
    unit = main.body.unit
    fields, bodies = queries.field_accuracy(unit), queries.body_accuracy(unit)
    names = dict(
        Body.objects.filter(key__in=[label for label, _n, _r in bodies.by_label]).values_list("key", "short_name")
    )
    context = {
        "unit": unit,
        "parts": [
            ("field", fields, _rows(fields, {value: str(label) for value, label in Field.choices})),
            ("body", bodies, _rows(bodies, names)),
        ],
    }
    return render(request, "desk/petitions/suggestions.html", context)


def _rows(found: Accuracy, names: dict[str, str]) -> list[tuple[str, int, int, int]]:
    """Return name, decided, found first, percent of each label."""
    return [
        (names.get(label, label), count, right, round(100 * right / count)) for label, count, right in found.by_label
    ]
