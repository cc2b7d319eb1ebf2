"""What one clerk of the storm does: random work on the same petitions, until it is done or killed.

A line goes to the log before each action and after it, so that what was said to be done can be looked for.
"""

import json
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.core.management import call_command

from doithoai.accounts.models import Account
from doithoai.common.actors import Actor
from doithoai.common.errors import DomainError
from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Body
from doithoai.petitions import services
from doithoai.petitions.enums import AssignmentPart, Complexity, Field, PetitionState, Urgency
from doithoai.petitions.models import Assignment, Draft, Petition
from doithoai.petitions.services import Order, Part
from doithoai.petitions.services.moving import ACTIVE
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import TODAY, receive

MATTERS = 50
P = PetitionState


def lay() -> None:
    """Migrate, and let fifty petitions come in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    place = tan_lach()
    conversation = dialogue(place)
    for number in range(MATTERS):
        receive(place, conversation, text=f"Đường thôn {number} hỏng, đề nghị sửa; cả đèn đường ở đó nữa.")
    rows, by = list(Petition.objects.order_by("pk")), place.actor(place.anna)
    services.triage_petitions(petitions=rows[::2], field=Field.TRANSPORT, urgency=Urgency.NORMAL, on=TODAY, by=by)


class Clerk:
    """Somebody who does one thing after another, chosen by chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.dialogue = Dialogue.objects.get()
        self.clerk = Account.objects.get(username="anna").actor(self.dialogue.host_office.key)
        self.officer = Account.objects.get(username="kinhte")
        self.bodies = list(Body.objects.filter(unit=self.dialogue.unit).exclude(pk=self.dialogue.host_office_id)[:4])
        self.actions: tuple[Callable[[Petition], object], ...] = (
            *[self.triage] * 3,
            *[self.assign] * 4,
            *[self.accept] * 3,
            self.give_back,
            *[self.draft] * 3,
            *[self.submit] * 2,
            *[self.approve] * 3,
            self.send_back,
            *[self.merge] * 2,
            *[self.unmerge] * 2,
            self.split,
            self.repeat,
            self.describe,
            self.withdraw,
            *[self.undo] * 4,
        )
        # What is usually done in a state, so that the storm gets somewhere.
        self.fitting = {
            P.RECEIVED: (self.triage, self.merge, self.split),
            P.TRIAGED: (self.assign, self.assign, self.merge, self.undo),
            P.ASSIGNED: (self.accept, self.draft, self.submit, self.approve, self.approve, self.give_back, self.undo),
            P.PREPARED: (self.send_back, self.merge, self.assign),
            P.MERGED: (self.unmerge, self.undo),
            P.SPLIT: (self.undo,),
        }

    def act(self) -> tuple[str, str, Callable[[], object]]:
        """Return the name of the next action, the petition's code, and the action itself."""
        rows = Petition.objects.order_by("pk")
        few = self.chance.random()
        petition = self.chance.choice(
            list(rows if few < 0.2 else rows.filter(split_from=None)[: 10 if few < 0.7 else None])
        )
        fitting = self.fitting.get(P(petition.state), self.actions)
        action = self.chance.choice(fitting if self.chance.random() < 0.6 else self.actions)
        return action.__name__, petition.code, lambda: action(petition)

    def _other(self, petition: Petition) -> Petition:
        return self.chance.choice(list(Petition.objects.exclude(pk=petition.pk).order_by("pk")))

    def _assignment(self, petition: Petition) -> Assignment:
        rows = list(petition.assignments.filter(state__in=ACTIVE).order_by("pk"))
        if not rows:
            raise DomainError("chưa giao")
        return self.chance.choice(rows)

    def _draft(self, petition: Petition) -> Draft:
        row = petition.drafts.order_by("-version").first()
        if row is None:
            raise DomainError("chưa soạn")
        return row

    def triage(self, petition: Petition) -> object:
        return services.triage_petitions(
            petitions=[petition, self._other(petition)] if self.chance.random() < 0.3 else [petition],
            field=self.chance.choice([Field.TRANSPORT, Field.POWER]),
            urgency=Urgency.NORMAL,
            complexity=Complexity.SIMPLE,
            on=TODAY,
            by=self.clerk,
        )

    def assign(self, petition: Petition) -> object:
        lead, helper = self.chance.sample(self.bodies, 2)
        due = TODAY + timedelta(days=self.chance.randint(7, 14))
        helping = [helper] if self.chance.random() < 0.4 else []
        order = Order(lead=lead, due_on=due, coordinating=helping, coordinating_due_on=due)
        return services.assign_petitions(petitions=[petition], order=order, on=TODAY, by=self.clerk)

    def accept(self, petition: Petition) -> object:
        row = self._assignment(petition)
        return services.accept_assignment(assignment=row, on=TODAY, by=self._of(row.body))

    def give_back(self, petition: Petition) -> object:
        row = self._assignment(petition)
        return services.return_assignment(
            assignment=row, reason="Không thuộc thẩm quyền", on=TODAY, by=self._of(row.body)
        )

    def draft(self, petition: Petition) -> object:
        row = petition.assignments.filter(state__in=ACTIVE, part=AssignmentPart.LEAD).select_related("body").first()
        if row is None:
            raise DomainError("chưa giao")
        text = f"Sẽ sửa trong tháng, lần {self.chance.random()}."
        return services.save_draft(petition=petition, body=row.body, text=text, on=TODAY, by=self._of(row.body))

    def submit(self, petition: Petition) -> object:
        row = self._draft(petition)
        return services.submit_draft(draft=row, on=TODAY, by=self._of(row.body))

    def approve(self, petition: Petition) -> object:
        row = self._draft(petition)
        return services.approve_draft(draft=row, on=TODAY, by=self._of(row.body))

    def send_back(self, petition: Petition) -> object:
        row = self._draft(petition)
        return services.send_back_draft(draft=row, comment="Ghi rõ ngày", on=TODAY, by=self._of(row.body))

    def merge(self, petition: Petition) -> object:
        return services.merge_petitions(into=self._other(petition), others=[petition], on=TODAY, by=self.clerk)

    def unmerge(self, petition: Petition) -> object:
        merged = list(Petition.objects.filter(state=P.MERGED).order_by("pk"))
        row = petition if petition in merged or not merged else self.chance.choice(merged)
        return services.unmerge_petition(petition=row, on=TODAY, by=self.clerk)

    def split(self, petition: Petition) -> object:
        parts = [Part(text="Sửa đường", field=Field.TRANSPORT), Part(text="Thay bóng đèn", field=Field.POWER)]
        return services.split_petition(petition=petition, parts=parts, on=TODAY, by=self.clerk)

    def repeat(self, petition: Petition) -> object:
        return services.link_to_earlier(petition=petition, earlier=self._other(petition), on=TODAY, by=self.clerk)

    def describe(self, petition: Petition) -> object:
        title = f"Đường hỏng {self.chance.randint(1, 99)}"
        return services.describe_petition(
            petition=petition, title=title, place="Thôn Đông", complained_body=None, on=TODAY, by=self.clerk
        )

    def withdraw(self, petition: Petition) -> object:
        if self.chance.random() < 0.8:
            raise DomainError("không rút")
        return services.withdraw_petition(petition=petition, reason="Người dân báo rút", on=TODAY, by=self.clerk)

    def undo(self, petition: Petition) -> object:
        row = petition.changes.filter(undone_at=None).order_by("-pk").first()
        if row is None:
            raise DomainError("không có gì để hoàn tác")
        return services.undo(group=row.group, on=TODAY, by=self.clerk)

    def _of(self, body: Body) -> Actor:
        return self.officer.actor(body.key)


def work(seed: int, actions: int, log: Path) -> None:
    """Do so many things; say each before and after it is done."""
    clerk = Clerk(seed)
    with log.open("a", encoding="utf-8") as file:
        for _ in range(actions):
            name, code, act = clerk.act()
            _say(file, "begin", name, code)
            try:
                act()
            except DomainError as error:
                _say(file, "refused", name, code, str(error))
            except Petition.DoesNotExist:
                # A split was undone between choosing its part and working on it; a screen answers with 404.
                _say(file, "refused", name, code, "không còn")
            except Exception as error:  # noqa: BLE001 -- whatever a clerk would meet as a broken page
                _say(file, "broken", name, code, repr(error))
            else:
                row = Petition.objects.filter(code=code).values_list("version", flat=True).first()
                _say(file, "done", name, code, str(row or 0))


def _say(file: TextIO, *words: str) -> None:
    file.write(json.dumps(words, ensure_ascii=False) + "\n")
    file.flush()
