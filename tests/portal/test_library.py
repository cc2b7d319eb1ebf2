"""The public law library: rules, two texts side by side, the date calculator; light and without a script."""

import pytest

HP = "hai-phong-1155"
ASKED = {"ngay": "18/9/2026", "cap": "commune", "loai": "periodic", "chu_tri": "party_head"}


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.django_db
def test_the_library_lists_each_regulation_with_its_calculator(citizen):
    page = text_of(citizen.get("/quy-dinh/"))

    assert [f'href="/quy-dinh/{HP}/{part}"' in page for part in ("", "tinh-ngay/")] == [True, True]


@pytest.mark.django_db
def test_rules_say_who_by_when_and_by_which_article(citizen):
    page = text_of(citizen.get(f"/quy-dinh/{HP}/"))

    assert "Chậm nhất 10 ngày làm việc sau khi hội nghị họp xong." in page
    assert f'href="/quy-dinh/{HP}/HP-10.1a/"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/quy-dinh/nowhere/", "/quy-dinh/nowhere/tinh-ngay/", f"/quy-dinh/{HP}@1999/"])
def test_a_regulation_that_is_not_there_is_not_found(citizen, address):
    assert citizen.get(address).status_code == 404


@pytest.mark.django_db
def test_the_calculator_counts_every_date_and_tells_the_days(citizen):
    page = text_of(citizen.get(f"/quy-dinh/{HP}/tinh-ngay/", ASKED))

    assert "Nếu họp thứ Sáu 18/9/2026" in page
    assert "<b>thứ Ba 8/9/2026</b>" in page
    assert "Dự kiến <b>thứ Sáu 2/10/2026</b>" in page
    assert 'class="cal' in page


@pytest.mark.django_db
def test_moving_the_day_shows_what_moves_and_from_when(citizen):
    moved = {"moc": "conference_start", "sang": "25/9/2026"}

    page = text_of(citizen.get(f"/quy-dinh/{HP}/tinh-ngay/", ASKED | moved))

    assert "Nếu họp thứ Sáu 25/9/2026" in page
    assert "(trước là 8/9/2026, +7 ngày)" in page


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["1/1/1990", "31/2/2026", "mai"])
def test_a_day_that_cannot_be_counted_is_refused_in_words(citizen, day):
    page = text_of(citizen.get(f"/quy-dinh/{HP}/tinh-ngay/", ASKED | {"ngay": day}))

    assert ('class="errs"' in page, 'class="cal' in page) == (True, False)


@pytest.mark.django_db
def test_a_text_compared_with_itself_differs_in_nothing_unless_all_is_asked(citizen):
    asked = {"a": HP, "b": HP}

    alike, everything = (text_of(citizen.get("/quy-dinh/so-sanh/", asked | more)) for more in ({}, {"hien": "tat-ca"}))

    assert "Không có điểm nào khác nhau." in alike
    assert "Ban hành và gửi thông báo kết luận" in everything


@pytest.mark.django_db
@pytest.mark.parametrize("address", [f"/quy-dinh/{HP}/tinh-ngay/", f"/quy-dinh/{HP}/", "/quy-dinh/so-sanh/"])
def test_a_page_stays_light_on_the_line(citizen, address):
    asked = ASKED | {"a": HP, "b": HP, "hien": "tat-ca"}

    response = citizen.get(address, asked, headers={"accept-encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.content) < 17_000  # with styles, symbols and fonts below 100 KB on the first load
