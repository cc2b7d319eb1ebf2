"""A form counts once, whatever happens to the button, the line or the browser."""

import threading

import pytest
from django.db import close_old_connections, connection, transaction
from django.test import RequestFactory

from doithoai.screens import once
from doithoai.screens.forms.once import once_token


@pytest.fixture
def request_():
    return RequestFactory().post("/")


@pytest.mark.django_db
def test_second_press_does_not_count(request_):
    token = once_token()

    assert [once.first_time(request_, token), once.first_time(request_, token)] == [True, False]


@pytest.mark.django_db
def test_second_press_finds_where_the_first_one_led(request_):
    token = once_token()
    once.first_time(request_, token)
    once.keep_result(token, "/kien-nghi/TL-26-0312/")

    assert once.result_of(token) == "/kien-nghi/TL-26-0312/"
    assert once.result_of(once_token()) == ""


@pytest.mark.django_db(transaction=True)
def test_refused_verb_leaves_the_form_free_to_be_sent_again(request_):
    token = once_token()

    with pytest.raises(ValueError, match="refused"), transaction.atomic():
        _claim_and_refuse(request_, token)

    assert once.first_time(request_, token)


def _claim_and_refuse(request, token):
    once.first_time(request, token)
    raise ValueError("refused")


@pytest.mark.django_db
def test_form_without_a_token_always_counts(request_):
    assert [once.first_time(request_, ""), once.first_time(request_, "")] == [True, True]


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_the_same_moment_one_counts(request_):
    token, answers, start = once_token(), [], threading.Barrier(2)

    def press():
        start.wait()
        with transaction.atomic():
            answers.append(once.first_time(request_, token))
        close_old_connections()
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [False, True]
