"""What the regulation asks for besides and the program only notes: reviews, plans of others, copies sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.desk import duties as lines
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.actions import form_page, tried
from doithoai.desk.forms.preparing import NoteDutyForm
from doithoai.desk.library.addresses import pinned_url
from doithoai.desk.workspace import address, workspace_of
from doithoai.dialogues import permissions, services
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.models import Dialogue, PerformedDuty
from doithoai.documents.serving import file_response
from doithoai.obligations import queries as obligations
from doithoai.obligations.models import Duty
from doithoai.organisations import queries as organisations
from doithoai.petitions.models import Petition
from doithoai.regulations.schema import Rule
from doithoai.regulations.types import Status

_TAB = "dialogue-duties"


@dataclass(frozen=True, slots=True)
class Line:
    """One rule: how it stands, who owes it, what was noted, whether the person may note more."""

    rule: Rule
    duty: Duty | None
    who: str
    help_vi: str
    article_url: str
    notes: tuple[tuple[PerformedDuty, str], ...]  # with the code of the petition, if it is about one
    open: int
    all: int
    may_note: bool


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """List what is noted and what is still to be noted, in the law's order."""
    dialogue = dialogue_or_404(request, code)
    notes = list(dialogues.performed_duties_of(dialogue))
    context = {"lines": _lines(request, dialogue, notes)}
    return render(request, "desk/dialogue/duties.html", workspace_of(request, dialogue, _TAB) | context)


def _lines(request: StaffRequest, dialogue: Dialogue, notes: Sequence[PerformedDuty]) -> list[Line]:
    borne: dict[str, list[Duty]] = {}
    for duty in obligations.duties_of_dialogue(dialogue.key):
        borne.setdefault(duty.rule, []).append(duty)
    codes = dict(Petition.objects.filter(key__in={row.petition for row in notes}).values_list("key", "code"))
    keys = {duty.body for rows in borne.values() for duty in rows}
    names = organisations.called_by_key(keys, on=request.standing.on)
    found = []
    for rule in _once_each(dialogues.noted_rules(dialogue)):
        own = borne.get(rule.id, [])
        made = tuple((row, codes.get(row.petition, "")) for row in notes if row.duty == rule.done_when.deed)
        if not own and not made:
            continue  # nothing of the kind is asked of this dialogue
        left = [duty for duty in own if _waits(duty)]
        owing = own[0].body if own else ""
        found.append(
            Line(
                rule=rule,
                duty=next(iter(left or own), None),
                who=names.get(owing, "") or lines.who_owes(rule.owner),
                help_vi=rule.help_vi,
                article_url=pinned_url(own[0].regulation, rule.id) if own else "",
                notes=made,
                open=len(left),
                all=len(own),
                may_note=bool(left) and permissions.can_note_duty(request.standing, dialogue, owing),
            )
        )
    return found


def _once_each(rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules without those that only recommend a day for a deed that another one demands."""
    demanded = {rule.done_when.deed for rule in rules if rule.strength == "must"}
    return [rule for rule in rules if rule.strength == "must" or rule.done_when.deed not in demanded]


def _waits(duty: Duty) -> bool:
    """Say whether it is time to do it: not done, not before its anchor, not lifted."""
    return duty.met_on is None and duty.status not in {Status.PENDING, Status.NOT_APPLICABLE}


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def note(request: StaffRequest, code: str, rule: str) -> HttpResponse:
    """Note that one of these duties was done: when, under which paper, for which petitions."""
    dialogue = dialogue_or_404(request, code)
    asked = dialogues.noted_rule(dialogue, rule)
    if asked is None:
        raise Http404
    left = [duty for duty in obligations.duties_of_dialogue(dialogue.key).filter(rule=rule) if _waits(duty)]
    require(bool(left) and permissions.can_note_duty(request.standing, dialogue, left[0].body))
    petitions = Petition.objects.filter(key__in=[duty.petition for duty in left if duty.petition]).order_by("code")
    form = NoteDutyForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        petitions=[(row.key, f"{row.code} {row.title}") for row in petitions] if asked.scope == "petition" else None,
        initial={"done_on": request.standing.on},
    )

    def carry_out() -> str:
        values = form.cleaned_data
        services.note_duty(
            dialogue=dialogue,
            rule=rule,
            petitions=values.get("petitions", ()),
            done_on=values["done_on"],
            number=values["number"],
            note=values["note"],
            files=[(file.name, file.read()) for file in values["files"]],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã ghi: %(title)s.") % {"title": asked.title_vi}

    return form_page(
        request,
        dialogue,
        _TAB,
        form,
        carry_out,
        title=asked.title_vi,
        word=_("Ghi đã làm"),
        back=address(_TAB, code),
        lead=asked.help_vi or _("Việc làm ngoài phần mềm; ghi lại ngày làm và văn bản, nếu có."),
    )


@require_POST
@staff
def take_back(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Take a wrong note back."""
    dialogue = dialogue_or_404(request, code)
    performed = get_object_or_404(PerformedDuty.objects.select_related("dialogue"), dialogue=dialogue, key=key)
    owing = obligations.duties_of_dialogue(dialogue.key).filter(rule=performed.rule).first()
    require(permissions.can_note_duty(request.standing, dialogue, owing.body if owing else ""))

    def carry_out() -> str:
        services.take_duty_back(performed=performed, at=timezone.now(), on=request.standing.on, by=request.actor)
        return _("Đã bỏ dòng ghi nhầm.")

    tried(request, carry_out)
    return redirect(f"desk:{_TAB}", code)


@require_safe
@staff
def fetch(request: StaffRequest, code: str, key: str, file: str) -> FileResponse:
    """Hand over one file of a note."""
    dialogue = dialogue_or_404(request, code)
    performed = get_object_or_404(PerformedDuty, dialogue=dialogue, key=key)
    stored = performed.files.filter(key=file).first()
    if stored is None:
        raise Http404
    return file_response(stored)
