"""The command line as an administrator meets it."""

from datetime import date

import pytest
from django.db import connection

from doithoai.accounts.models import Account
from doithoai.common.actors import SYSTEM
from doithoai.config import demo
from doithoai.config.cli import main
from doithoai.config.progress import Progress
from doithoai.journal import services as journal
from doithoai.journal import triggers
from doithoai.journal.models import Entry
from doithoai.organisations.models import Unit
from doithoai.regulations.facts import ConferenceHeld
from tests.factories.organisations import unit


@pytest.mark.parametrize(
    "words", [[], ["run"], ["worker"], ["journal", "verify"], ["obligations", "rebuild"], ["backup"], ["restore"]]
)
def test_help_is_in_vietnamese(words, capsys):
    with pytest.raises(SystemExit) as left:
        main([*words, "--help"])

    assert left.value.code == 0
    assert capsys.readouterr().out.startswith(f"Cách dùng: {' '.join(['doithoai', *words])}")


@pytest.mark.parametrize("words", [[], ["rum"], ["run", "--port", "70000"], ["run", "--port", "x"], ["journal"]])
def test_wrong_words_are_told_how_to_ask(words, capsys):
    with pytest.raises(SystemExit) as left:
        main(words)

    assert left.value.code == 2
    assert "--help" in capsys.readouterr().err


@pytest.mark.django_db
def test_demo_is_loaded_once(capsys):
    statuses = [main(["demo"]), main(["demo"])]

    assert statuses == [0, 0]
    assert Unit.objects.filter(code="TL").count() == 1
    assert "không nạp" in capsys.readouterr().out


@pytest.mark.django_db
def test_demo_stays_out_of_an_office_that_works(capsys):
    Account.objects.create_user("anna", "mat-khau-thu", full_name="Anna")

    main(["demo"])

    assert not Unit.objects.exists()
    assert demo.sign_ins() == ""


@pytest.mark.django_db
def test_every_demo_account_that_is_shown_can_sign_in():
    main(["demo"])

    shown = demo.sign_ins()
    assert [account.username for account in Account.objects.all() if f"  {account.username} " not in shown] == []
    assert all(account.check_password("tan-lach-2026") for account in Account.objects.all())


@pytest.mark.django_db
def test_verify_passes_an_untouched_journal(capsys):
    journal.record(ConferenceHeld(on=date(2026, 8, 20), dialogue="d1"), by=SYSTEM)

    assert main(["journal", "verify"]) == 0
    assert "1 chuỗi, 1 dòng, 0 chuỗi sai." in capsys.readouterr().out


@pytest.mark.django_db
def test_verify_names_the_first_bad_entry(capsys, db):
    for day in (19, 20, 21):
        journal.record(ConferenceHeld(on=date(2026, 8, day), dialogue="d1"), by=SYSTEM)
    triggers.remove(connection)
    Entry.objects.filter(number=2).update(account="someone")
    triggers.install(connection)

    assert main(["journal", "verify"]) == 1
    assert "dialogue:d1: dòng 2 " in capsys.readouterr().out


@pytest.mark.django_db
def test_unknown_dialogue_is_refused_in_a_sentence(capsys):
    assert main(["journal", "verify", "--dialogue", "TL-1"]) == 1
    assert "Không có hội nghị nào mang mã TL-1." in capsys.readouterr().err


@pytest.mark.django_db
def test_rebuild_reads_every_chain(capsys):
    unit("xã Tân Lạch", "TL")

    assert main(["obligations", "rebuild"]) == 0
    assert "Dựng lại: 1/1" in capsys.readouterr().err


@pytest.mark.django_db
def test_missing_backup_file_is_named(capsys, tmp_path):
    assert main(["restore", str(tmp_path / "none.tar.gz")]) == 1
    assert "none.tar.gz" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("count", "total", "seconds", "expected"),
    [
        (0, 10, 0, "Nạp: 0/10 · 0/giây"),
        (50, 200, 10, "Nạp: 50/200 · 5/giây · còn 30 giây"),
        (1200, 12000, 10, "Nạp: 1.200/12.000 · 120/giây · còn 90 giây"),
        (200, 200, 10, "Nạp: 200/200 · 20/giây"),
        (7, None, 2, "Nạp: 7 · 4/giây"),
    ],
)
def test_progress_tells_count_rate_and_time_left(count, total, seconds, expected):
    progress = Progress("Nạp", total)
    progress.count = count

    assert progress.line(seconds) == expected


def test_example_of_the_help_works(capsys):
    # The very words that `doithoai --help` and the README show.
    assert main(["law", "due", "hai-phong-1155", "HP-10.1a", "--anchor", "2026-08-20"]) == 0
    assert capsys.readouterr().out != ""
