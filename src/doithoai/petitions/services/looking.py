"""Looking at who stands behind a petition: purpose first, a short look, a trace; disclosing by the host."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from doithoai.accounts import queries as accounts_queries
from doithoai.accounts import services as accounts
from doithoai.accounts.enums import Purpose
from doithoai.accounts.models import Account, IdentityLook
from doithoai.accounts.vault import PersonalDetails
from doithoai.common.actors import Actor
from doithoai.common.text import nfc
from doithoai.journal import services as journal
from doithoai.organisations.models import Body
from doithoai.petitions.errors import PetitionerRefused
from doithoai.petitions.models import Note, Petition, Submitter
from doithoai.petitions.services.moving import change, locked
from doithoai.regulations.facts import IdentityDisclosed, IdentityViewed

LOOK_LASTS = timedelta(minutes=5)


@transaction.atomic
def look_at_petitioner(*, submitter: Submitter, purpose: Purpose, on: date, by: Actor) -> PersonalDetails:
    """Open the identity for a stated purpose; who looked, when and why is kept for good.

    Whether the person may look is asked of `permissions.can_see_identity` before.
    Raises PetitionerRefused for an opinion without a name, IdentityErased.
    """
    if submitter.identity is None:
        raise PetitionerRefused(f"Ý kiến {submitter.code} không ghi tên người gửi.")
    details = accounts.look_at_identity(submitter.identity, by=accounts_queries.account_of(by), purpose=purpose)
    petition = submitter.petition
    fact = IdentityViewed(
        on=on,
        dialogue=petition.dialogue.key,
        petition=petition.key,
        identity=submitter.identity.key,
        purpose=purpose,
    )
    journal.record(fact, by=by)
    return details


def with_open_looks(rows: QuerySet[Submitter], *, by: Account) -> QuerySet[Submitter]:
    """Add to each petitioner whether a look of this person lasts, for `still_open`."""
    looks = IdentityLook.objects.filter(identity=OuterRef("identity"), account=by, looked_at__gte=_since())
    return rows.select_related("identity").annotate(is_open=Exists(looks))


def still_open(submitters: Sequence[Submitter], *, by: Account) -> dict[int, PersonalDetails]:
    """Return the details, by the submitter's number, while a look of the same person lasts; no second trace.

    One query; none for rows that were read by `with_open_looks`.
    """
    unread = [row.identity_id for row in submitters if not hasattr(row, "is_open")]
    looks = IdentityLook.objects.filter(identity__in=unread, account=by, looked_at__gte=_since())
    seen = set(looks.values_list("identity", flat=True)) if unread else set()
    return {
        row.pk: accounts.address_for_sending(row.identity)
        for row in submitters
        if row.identity is not None and getattr(row, "is_open", row.identity_id in seen)
    }


def _since() -> datetime:
    return timezone.now() - LOOK_LASTS


@transaction.atomic
def disclose_identity(*, petition: Petition, body: Body, reason: str, on: date, by: Actor) -> Petition:
    """Let the body complained about see who complained, by the host's decision and for a recorded reason."""
    words = nfc(reason).strip()
    if len(words) < 10:
        raise PetitionerRefused("Hãy ghi rõ lý do cho cơ quan bị phản ánh biết người phản ánh (ít nhất vài từ).")
    fresh = locked(petition)
    change(fresh, disclosed_reason=words[:500])
    Note.objects.create(petition=fresh, kind="disclosed", text=words, made_by=accounts_queries.account_of(by))
    journal.record(IdentityDisclosed(on=on, dialogue=fresh.dialogue.key, petition=fresh.key, body=body.key), by=by)
    return fresh
