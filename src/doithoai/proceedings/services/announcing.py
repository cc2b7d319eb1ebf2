"""Tells every process that serves screens that something has changed in a room (ADR 0012).

PostgreSQL carries the word between processes by NOTIFY, inside the transaction: what is rolled back is never
told. On SQLite there is one serving process, and the word stays in it. Only a dialogue's key is told; whoever
hears it reads what is new with the rights of the one who looks. A word that is lost costs a few seconds: the
screens ask for the durable number (`queries.live.sequence_of`) as well.
"""

import logging
import threading
from collections.abc import Callable

from django.db import connection, transaction

log = logging.getLogger(__name__)

EVERYTHING = "*"  # told after a lost line to the database: whatever was missed
_CHANNEL = "doithoai_live"
_RETRY_SECONDS = 2.0
_PATIENCE_SECONDS = 5.0

_listeners: list[Callable[[str], None]] = []


def announce(topic: str) -> None:
    """Say, once the present transaction holds, that the dialogue with this key has moved."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [_CHANNEL, topic])
    elif _listeners:
        transaction.on_commit(lambda: _tell(topic))


def subscribe(hear: Callable[[str], None]) -> Callable[[], None]:
    """Call `hear` with every topic, from any thread, until the returned function is called."""
    _listeners.append(hear)
    stop = threading.Event()
    if connection.vendor == "postgresql":
        threading.Thread(target=_hear_notifications, args=(hear, stop), daemon=True, name="live-listen").start()

    def leave() -> None:
        stop.set()
        _listeners.remove(hear)

    return leave


def _tell(topic: str) -> None:
    for hear in tuple(_listeners):
        hear(topic)


def _hear_notifications(hear: Callable[[str], None], stop: threading.Event) -> None:
    """Hold one connection of its own that listens; a broken one is opened anew."""
    while not stop.is_set():
        try:
            _listen(hear, stop)
        except Exception as error:  # noqa: BLE001 -- whatever broke, the screens still ask for the number
            log.warning("live: no line to the database (%s), trying again", type(error).__name__)
            stop.wait(_RETRY_SECONDS)


def _listen(hear: Callable[[str], None], stop: threading.Event) -> None:
    import psycopg  # noqa: PLC0415 -- only where PostgreSQL is used

    known = connection.settings_dict
    with psycopg.connect(
        dbname=known["NAME"],
        user=known["USER"] or None,
        password=known["PASSWORD"] or None,
        host=known["HOST"] or None,
        port=known["PORT"] or None,
        autocommit=True,
    ) as line:
        line.execute(f"LISTEN {_CHANNEL}".encode())
        hear(EVERYTHING)
        while not stop.is_set():
            for told in line.notifies(timeout=_PATIENCE_SECONDS):
                hear(told.payload)
