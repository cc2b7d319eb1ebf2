"""What goes into the package beside the papers: petitions and journal as data, an index to read them by."""

import csv
import io
import json
from datetime import UTC

from django.template.loader import render_to_string

from doithoai.dialogues.models import Dialogue
from doithoai.dossiers.queries import Line
from doithoai.journal import queries as journal
from doithoai.journal.models import Entry
from doithoai.petitions.enums import AssignmentPart, AssignmentState, ReplyKind
from doithoai.petitions.models import Petition

_PETITION_COLUMNS = (
    "code", "state", "channel", "received_on", "place", "field", "urgency", "complexity", "at_conference",
    "title", "text",
    "lead", "outcome", "outcome_note", "agreed_due_on", "reply_number", "replied_on", "result", "result_until",
    "repeats", "merged_into", "split_from",
)  # fmt: skip


def petition_rows(dialogue: Dialogue) -> list[dict[str, str]]:
    """Return every petition as plain text values, without any identity; constant in queries."""
    rows = (
        Petition.objects.filter(dialogue=dialogue)
        .select_related("repeats", "merged_into", "split_from")
        .prefetch_related("assignments__body", "outcomes", "replies")
        .order_by("code")
    )
    return [_petition_row(petition) for petition in rows]


def _petition_row(petition: Petition) -> dict[str, str]:
    leads = [row for row in petition.assignments.all() if row.part == AssignmentPart.LEAD]
    lead = next((row.body.name for row in leads if row.state != AssignmentState.REPLACED), "")
    outcome = next((row for row in petition.outcomes.all() if row.is_current), None)
    reply = next((row for row in petition.replies.all() if row.kind == ReplyKind.FINAL), None)
    linked = {
        name: getattr(petition, name).code if getattr(petition, name) else ""
        for name in ("repeats", "merged_into", "split_from")
    }
    plain = {
        name: str(getattr(petition, name) or "")
        for name in ("code", "place", "title", "text", "received_on", "agreed_due_on", "result_until")
    }
    return {
        **plain,
        **linked,
        "state": str(petition.get_state_display()),
        "channel": str(petition.get_channel_display()),
        "field": str(petition.get_field_display()),
        "urgency": str(petition.get_urgency_display()),
        "complexity": str(petition.get_complexity_display()),
        "at_conference": "1" if petition.at_conference else "0",
        "lead": lead,
        "outcome": str(outcome.get_kind_display()) if outcome else "",
        "outcome_note": outcome.note if outcome else "",
        "reply_number": reply.number if reply else "",
        "replied_on": str(reply.signed_on) if reply else "",
        "result": str(petition.get_result_display()) if petition.result else "",
    }


def as_csv(rows: list[dict[str, str]]) -> bytes:
    """Return the rows as CSV that Excel opens in Vietnamese (UTF-8 with a byte order mark)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _PETITION_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_jsonl(rows: list[dict[str, str]]) -> bytes:
    """Return the rows one JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def journal_lines(dialogue: Dialogue) -> tuple[bytes, bytes]:
    """Return the chain's entries one a line, and its head (number of entries and last digest)."""
    rows = list(journal.entries_of(dialogue.stream))
    lines = "".join(json.dumps(_entry(row), ensure_ascii=False) + "\n" for row in rows)
    head = {"stream": dialogue.stream, "entries": len(rows), "digest": rows[-1].digest if rows else ""}
    return lines.encode(), json.dumps(head, indent=1).encode()


def _entry(row: Entry) -> dict[str, object]:
    # The digest covers the moment in UTC to the microsecond, so it is written just so.
    return {
        "stream": row.stream,
        "number": row.number,
        "kind": row.kind,
        "on": row.on.isoformat(),
        "dialogue": row.dialogue,
        "petition": row.petition,
        "data": row.data,
        "recorded_at": row.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "account": row.account,
        "body": row.body,
        "previous": row.previous,
        "digest": row.digest,
    }


def index_page(dialogue: Dialogue, lines: list[Line], files: list[tuple[str, str]], petitions: int) -> bytes:
    """Return the page that opens the package in a browser, offline. files: (path, title)."""
    return render_to_string(
        "dossiers/package_index.html",
        {"dialogue": dialogue, "lines": lines, "files": files, "petitions": petitions},
    ).encode()
