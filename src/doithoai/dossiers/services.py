"""Verbs on the record: file, waive, pack, close, archive."""

from datetime import date

from django.db import transaction

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue, Override
from doithoai.dialogues.services import moving
from doithoai.documents import queries as written
from doithoai.documents import services as documents
from doithoai.documents.models import Document, StoredFile
from doithoai.dossiers import contents, queries
from doithoai.dossiers.errors import (
    DossierIncomplete,
    DossierSealed,
    ItemUnknown,
    PetitionsOpen,
    ReasonMissing,
    TooEarly,
)
from doithoai.dossiers.models import Package, Paper, Waiver
from doithoai.dossiers.packing import Enclosure, make_package
from doithoai.journal import queries as journal_queries
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.regulations.facts import (
    DialogueClosed,
    DossierArchived,
    DossierItemFiled,
    DossierItemWaived,
    OverrideRecorded,
)

_MIN_REASON = 10
_OTHER = "99-khac"  # folder of what the legal list does not name
_AFTER_CONFERENCE = {DialogueState.HELD, DialogueState.CONCLUDED, DialogueState.FOLLOWING_UP, DialogueState.CLOSED}


@transaction.atomic
def gather(*, dialogue: Dialogue, on: date, by: Actor) -> int:
    """Lay every finished paper of the program into the dossier under its item; return how many were new.

    Safe to call again: a paper is filed once (HP-10.3-file, HP-15.2-*).
    """
    dialogue = _open(dialogue)
    filed = 0
    for line in queries.completeness(dialogue):
        for document in line.unfiled:
            _file(dialogue, line.item.code, on=on, by=by, document=document, title=document.title)
            filed += 1
    if filed:
        obligations.refresh(dialogue.key, on=on)
    return filed


@transaction.atomic
def file_scan(*, dialogue: Dialogue, item: str, name: str, content: bytes, on: date, by: Actor) -> Paper:
    """Lay an uploaded file (a scan of signed forms, a letter from elsewhere) into the dossier under an item.

    Raises ItemUnknown, DossierSealed, and what `documents.store_file` raises for a bad file.
    """
    dialogue = _open(dialogue)
    if item not in {row.code for row in queries.legal_list(dialogue)}:
        raise ItemUnknown
    stored = documents.store_file(name=name, content=content, by=by)
    paper = _file(dialogue, item, on=on, by=by, file=stored, title=one_line(name)[:300])
    obligations.refresh(dialogue.key, on=on)
    return paper


def _file(
    dialogue: Dialogue,
    item: str,
    *,
    on: date,
    by: Actor,
    title: str,
    document: Document | None = None,
    file: StoredFile | None = None,
) -> Paper:
    paper = Paper.objects.create(
        dialogue=dialogue,
        item=item,
        document=document,
        file=file,
        title=title[:300],
        filed_on=on,
        filed_by=accounts.account_of(by),
    )
    key = document.key if document else file.key if file else ""
    journal.record(DossierItemFiled(on=on, dialogue=dialogue.key, item=item, document=key), by=by)
    return paper


@transaction.atomic
def waive(*, dialogue: Dialogue, item: str, reason: str, on: date, by: Actor) -> Waiver:
    """Record in writing why a paper of the list is missing; the dossier may then be archived without it."""
    dialogue = _open(dialogue)
    if item not in {row.code for row in queries.legal_list(dialogue)}:
        raise ItemUnknown
    waiver, new = Waiver.objects.get_or_create(
        dialogue=dialogue,
        item=item,
        defaults={"reason": _reason(reason), "waived_on": on, "waived_by": accounts.account_of(by)},
    )
    if new:
        journal.record(DossierItemWaived(on=on, dialogue=dialogue.key, item=item), by=by)
        obligations.refresh(dialogue.key, on=on)
    return waiver


@transaction.atomic
def close_dialogue(*, dialogue: Dialogue, on: date, by: Actor, override_reason: str = "") -> Dialogue:
    """Close the dialogue: nothing is open on any petition, or a recorded reason says why it is closed all the same.

    Raises PetitionsOpen with the codes that are open.
    """
    dialogue = _open(dialogue)
    codes = list(queries.open_petitions(dialogue).values_list("code", flat=True))
    if codes and not override_reason:
        some = ", ".join(codes[:5]) + (" …" if len(codes) > 5 else "")
        raise PetitionsOpen(f"Còn {len(codes)} kiến nghị chưa xong: {some}. Hãy ghi kết quả cho từng kiến nghị trước.")
    if codes:
        Override.objects.create(
            dialogue=dialogue,
            door="close",
            rule="open-petitions",
            reason=_reason(override_reason),
            made_by=accounts.account_of(by),
        )
        journal.record(OverrideRecorded(on=on, dialogue=dialogue.key, rule="open-petitions", door="close"), by=by)
    closed = moving.move(dialogue, DialogueState.CLOSED)
    journal.record(DialogueClosed(on=on, dialogue=dialogue.key), by=by)
    obligations.refresh(dialogue.key, on=on)
    return closed


@transaction.atomic
def pack(*, dialogue: Dialogue, on: date, by: Actor) -> Package:
    """Gather what is finished and make the package: papers, petitions, journal, checksums, a verifier.

    Raises TooEarly before the conference was held, DossierSealed after archiving.
    """
    dialogue = _open(dialogue)
    if dialogue.state not in _AFTER_CONFERENCE:
        raise TooEarly
    gather(dialogue=dialogue, on=on, by=by)
    return _packed(dialogue, on=on, by=by)


def _packed(dialogue: Dialogue, *, on: date, by: Actor) -> Package:
    proof = journal_queries.proof_of(dialogue.stream)
    lines = queries.completeness(dialogue)
    enclosures = _papers(dialogue, lines)
    rows = contents.petition_rows(dialogue)
    files = [(row.path, row.title) for row in enclosures]
    entries, head = contents.journal_lines(dialogue)
    enclosures += [
        Enclosure("petitions/petitions.csv", contents.as_csv(rows)),
        Enclosure("petitions/petitions.jsonl", contents.as_jsonl(rows)),
        Enclosure("journal/journal.jsonl", entries),
        Enclosure("journal/head.json", head),
        Enclosure("index.html", contents.index_page(dialogue, lines, files, len(rows))),
    ]
    name = f"ho-so-{dialogue.code.lower()}"
    info = {
        "Source-Organization": dialogue.host_office.name,
        "External-Identifier": dialogue.code,
        "External-Description": dialogue.title,
        "Bagging-Date": on.isoformat(),
    }
    content = make_package(name=name, enclosures=enclosures, info=info)
    stored = documents.keep(name=f"{name}.zip", content=content, media_type="application/zip", by=by)
    return Package.objects.create(
        dialogue=dialogue,
        file=stored,
        sha256=stored.sha256,
        journal_digest=proof.digest,
        made_by=accounts.account_of(by),
    )


def _papers(dialogue: Dialogue, lines: list[queries.Line]) -> list[Enclosure]:
    found: list[Enclosure] = []
    for number, line in enumerate(lines, 1):
        for paper in line.papers:
            found += _files_of(f"{number:02d}-{line.item.code}", paper.document, paper.file, paper.title)
    for document in queries.other_papers(dialogue, written.documents_of(dialogue.key)):
        found += _files_of(_OTHER, document, None, document.title)
    for row in dialogues.forecasts_of(dialogue):
        found += _forecast_files(row)
    return found


def _forecast_files(row: dialogues.HandedIn) -> list[Enclosure]:
    """Return a forecast of the Front as it was handed in: its words, then its files (HP-14.1-forecast)."""
    label = f"Dự báo tình huống, {row.forecast.body.name}, {row.forecast.submitted_on:%d/%m/%Y}"
    words = [Enclosure(f"{_OTHER}/{row.forecast.key}.txt", row.forecast.text.encode(), label)]
    files = [file for stored in row.files for file in _files_of(_OTHER, None, stored, label)]
    return [*(words if row.forecast.text else []), *files]


def _files_of(folder: str, document: Document | None, file: StoredFile | None, title: str) -> list[Enclosure]:
    stored = [document.pdf, document.docx] if document else [file]
    label = f"{document.symbol} {title}".strip() if document else title
    prefix = document.key if document else ""
    return [
        Enclosure(f"{folder}/{_safe(prefix, row.name, row.key)}", documents.read_file(row), label)
        for row in stored
        if row is not None
    ]


def _safe(prefix: str, name: str, key: str) -> str:
    """Return a file name that no system trips over: the key and the ending, never the citizen's own words."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else "bin"
    return f"{prefix or key}.{''.join(ch for ch in ending if ch.isalnum())[:5]}"


@transaction.atomic
def archive(*, dialogue: Dialogue, on: date, by: Actor) -> Package:
    """Seal the dossier: complete or waived, packed one last time, checksum in the journal (HP-10.3-file).

    Raises DossierIncomplete with what is missing, TooEarly if the dialogue is not closed.
    """
    dialogue = _open(dialogue)
    if dialogue.state != DialogueState.CLOSED:
        raise TooEarly("Hãy kết thúc cuộc đối thoại trước, rồi mới lưu trữ hồ sơ.")
    gather(dialogue=dialogue, on=on, by=by)
    missing = queries.missing_items(queries.completeness(dialogue))
    if missing:
        names = "; ".join(line.item.vi for line in missing)
        raise DossierIncomplete(f"Hồ sơ còn thiếu: {names}. Hãy bổ sung, hoặc ghi lý do không có cho từng loại.")
    package = _packed(dialogue, on=on, by=by)
    package.archived_on, package.archived_by = on, accounts.account_of(by)
    package.save(update_fields=["archived_on", "archived_by"])
    moving.move(dialogue, DialogueState.ARCHIVED)
    journal.record(DossierArchived(on=on, dialogue=dialogue.key, checksum=package.sha256), by=by)
    obligations.refresh(dialogue.key, on=on)
    return package


def _open(dialogue: Dialogue) -> Dialogue:
    """Return the dialogue, locked and re-read; refuse when it is archived."""
    locked = moving.locked(dialogue)
    if locked.state == DialogueState.ARCHIVED:
        raise DossierSealed
    return locked


def _reason(text: str) -> str:
    reason = one_line(text)[:500]
    if len(reason) < _MIN_REASON:
        raise ReasonMissing
    return reason
