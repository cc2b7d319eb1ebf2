"""An office of its own for measurements: a data folder and a database that are thrown away.

SQLite, or a new database on the PostgreSQL server that BENCH_SERVER names.

Import this module before anything that needs Django. The developer's data, keys and database are never touched.
"""

import atexit
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

_folder = tempfile.mkdtemp(prefix="doithoai-bench-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("DOITHOAI_") or name == "DATABASE_URL"]:
    del os.environ[_name]
os.environ["DOITHOAI_DATA"] = _folder
_server = os.environ.pop("BENCH_SERVER", "")
if _server:
    import psycopg

    _base = f"doithoai_bench_{os.getpid()}"

    def _told(words: str) -> None:
        with psycopg.connect(f"{_server}/postgres", autocommit=True) as server:
            server.execute(psycopg.sql.SQL(words).format(psycopg.sql.Identifier(_base)))

    _told("CREATE DATABASE {}")
    atexit.register(_told, "DROP DATABASE {} WITH (FORCE)")
    os.environ["DATABASE_URL"] = f"{_server}/{_base}"
os.environ["DJANGO_SETTINGS_MODULE"] = "doithoai.config.settings"

import django  # noqa: E402 -- the folder must be named before settings are read

django.setup()

from django.conf import settings  # noqa: E402 -- as above
from django.core.management import call_command  # noqa: E402 -- as above
from django.db import connection, transaction  # noqa: E402 -- as above
from django.test import Client  # noqa: E402 -- as above
from django.test.utils import CaptureQueriesContext  # noqa: E402 -- as above

from bench import assess  # noqa: E402 -- as above
from bench.texts import made_up  # noqa: E402 -- as above
from doithoai.accounts.models import Account  # noqa: E402 -- as above
from doithoai.common.keys import new_key  # noqa: E402 -- as above
from doithoai.dialogues.models import Dialogue  # noqa: E402 -- as above
from doithoai.journal.chain import Link, canonical  # noqa: E402 -- as above
from doithoai.journal.models import Entry, Head  # noqa: E402 -- as above
from doithoai.journal.services import stream_of  # noqa: E402 -- as above
from doithoai.petitions.enums import Field, IntakeChannel, PetitionState  # noqa: E402 -- as above
from doithoai.petitions.models import Petition  # noqa: E402 -- as above
from doithoai.petitions.services.receiving import digest_of, folded_of  # noqa: E402 -- as above
from doithoai.regulations import facts as f  # noqa: E402 -- as above
from doithoai.regulations.facts import Fact  # noqa: E402 -- as above
from tests.factories import organisations  # noqa: E402 -- as above
from tests.factories.organisations import Place  # noqa: E402 -- as above

_STATES = (PetitionState.TRIAGED, PetitionState.ASSIGNED, PetitionState.PREPARED, PetitionState.RESOLVED)


@cache
def place() -> Place:
    """Migrate the database once and lay xã Tân Lạch in it."""
    # Nobody signs in with a password here; a real hash costs half a second for each of the made-up people.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    return organisations.tan_lach()


def facts_of(dialogue: str, unit: str, petitions: int, keys: Sequence[str] = ()) -> Iterator[Fact]:
    """Yield the facts of a dialogue in follow-up, as `bench.assess` has them, for the journal.

    `keys` are those of petitions that lie in the database; the dialogue, then, was opened there too.
    """
    for fact in assess.dialogue(petitions):
        named = replace(fact, dialogue=dialogue)
        if keys and isinstance(fact, f.DialogueOpened | f.ConferenceScheduled):
            continue
        if keys and fact.petition:
            named = replace(named, petition=keys[int(fact.petition.removeprefix("petition"))])
        if isinstance(named, f.DialogueOpened):
            named = replace(named, unit=unit)
        yield named


@transaction.atomic
def record(facts: Iterable[Fact]) -> None:
    """Lay the facts of one dialogue as the journal lays them, chained, but in bulk: recording is not measured here."""
    by, now, told = place().actor(place().anna), datetime.now(UTC), list(facts)
    head, _new = Head.objects.get_or_create(stream=stream_of(told[0]))
    entries = []
    for fact in told:
        data = {name: value for name, value in fact.data().items() if name not in {"on", "dialogue", "petition"}}
        what = (fact.kind, fact.on, fact.dialogue, fact.petition, canonical(data))
        link = Link(head.stream, head.number + 1, *what, now, by.account, by.body)
        named = {name: getattr(link, name) for name in Link.__slots__}
        entries.append(Entry(**named, previous=head.digest, digest=link.digest(head.digest)))
        head.number, head.digest = link.number, entries[-1].digest
    head.save()
    Entry.objects.bulk_create(entries)


def petition_rows(dialogue: Dialogue, count: int, start: int, by: Account) -> Iterator[Petition]:
    """Yield unsaved petitions of a dialogue: made-up matters, every text another one."""
    chance = random.Random(start)
    for number in range(start, start + count):
        text, where = made_up(chance)
        title = text.partition(",")[0]
        yield Petition(
            key=new_key(),
            code=f"TL-26-{number:07}",
            dialogue=dialogue,
            text=text,
            title=title,
            channel=IntakeChannel.PAPER,
            received_on=dialogue.opened_on + timedelta(days=number % 30),
            received_by=by,
            place=where,
            field=Field.values[number % len(Field.values)],
            state=_STATES[number % len(_STATES)],
            at_conference=number % 2 == 0,
            folded=folded_of(text, title, where),
            digest=digest_of(text),
        )


def queries_of(job: Callable[[], object]) -> int:
    """Return how many queries a job makes."""
    with CaptureQueriesContext(connection) as captured:
        job()
    return len(captured)


def page(account: Account | None, url: str) -> Callable[[], object]:
    """Return a job that asks for a page as this person (nobody: a citizen) and insists on getting it."""
    client = Client()
    if account:
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")

    def ask() -> None:
        response = client.get(url)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}")

    return ask


TODAY = date(2026, 11, 21)
