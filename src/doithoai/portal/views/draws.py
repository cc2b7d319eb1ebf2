"""The draw of who speaks, for everybody: list without names, digest, seed, result, and how to work it out again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doithoai.portal import public
from doithoai.proceedings.drawing import slips_in
from doithoai.proceedings.queries.draws import draws_of, result_of


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show the draws of a conference that the public knows."""
    dialogue = public.dialogues(on=timezone.localdate()).filter(code=code).first()
    draws = list(draws_of(dialogue)) if dialogue is not None else []
    if not draws:
        raise Http404
    shown = [(draw, result_of(draw) if draw.drawn_at else [], slips_in(draw.slips)) for draw in draws]
    return render(request, "portal/draw.html", {"dialogue": dialogue, "draws": shown})


@require_safe
def slips(_request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Hand out the list exactly as it was hashed."""
    dialogue = public.dialogues(on=timezone.localdate()).filter(code=code).first()
    draw = draws_of(dialogue).filter(key=key).first() if dialogue is not None else None
    if draw is None:
        raise Http404
    name = f"phieu-{code}.txt"
    return HttpResponse(
        draw.slips.encode(),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
