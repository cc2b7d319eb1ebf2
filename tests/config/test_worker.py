"""The worker: it does what is due, and whatever fails is tried again."""

import os
from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from doithoai.config.worker import Worker
from doithoai.notices import services as notices
from doithoai.notices.models import Channel, Message
from doithoai.notices.services import Letter
from doithoai.obligations.models import Duty
from doithoai.organisations.models import Unit
from tests.factories.organisations import unit


def _queue_one() -> None:
    notices.queue(Letter(event="e1", channel=Channel.EMAIL, subject="Hạn", text="Hạn là", email="vp@example.vn"))


@pytest.mark.django_db
def test_queued_letter_leaves_once():
    _queue_one()
    worker = Worker()

    outcomes = [worker.tick(), worker.tick()]

    assert outcomes == [True, True]
    assert [message.to for message in mail.outbox] == [["vp@example.vn"]]


@pytest.mark.django_db
def test_sweep_runs_once_a_day():
    worker = Worker()
    worker.tick()
    swept = worker.swept_on
    unit("xã Tân Lạch", "TL")

    worker.tick()

    assert swept == timezone.localdate()
    assert not Duty.objects.exists()


@pytest.mark.django_db
def test_sweep_that_was_missed_is_made_up_for():
    unit("xã Tân Lạch", "TL")
    worker = Worker()
    worker.swept_on = date(2026, 1, 1)

    worker.tick()

    assert Duty.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_letters_leave_although_the_sweep_fails_and_it_is_tried_again(caplog):
    broken = unit("xã Tân Lạch", "TL")
    Unit.objects.update(regulations="no-such-regulation")
    _queue_one()
    worker = Worker()

    first = worker.tick()
    Unit.objects.filter(pk=broken.pk).update(regulations="hai-phong-1155")
    second = worker.tick()

    assert (first, second) == (False, True)
    assert Message.objects.get().sent_at is not None
    assert "sweep failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_same_trouble_is_told_in_full_only_once(caplog):
    unit("xã Tân Lạch", "TL")
    Unit.objects.update(regulations="no-such-regulation")
    worker = Worker()

    worker.tick()
    worker.tick()

    failures = [record for record in caplog.records if "sweep failed" in record.message]
    assert [bool(record.exc_info) for record in failures] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_lost_database_is_found_again():
    worker = Worker()
    connection.ensure_connection()
    connection.connection.close()

    lost, found = worker.tick(), worker.tick()

    assert (lost, found) == (False, True)


def test_worker_without_its_parent_stops():
    worker = Worker(parent=os.getpid())  # nobody is the own parent

    worker.run()

    assert worker.swept_on is None
