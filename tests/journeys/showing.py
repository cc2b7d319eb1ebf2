"""What the screens must show of a text: read off the pages, set against `texts.py`."""

from collections.abc import Callable

from tests.journeys.earlier import REASON
from tests.journeys.office import Screen
from tests.journeys.preparing import Look
from tests.journeys.texts import Says


def before_opening(says: Says) -> Look:
    """Look at the opening form: who may host, the days, what rests on a text that nobody has, the dialogue before."""

    def look(clerk: Screen) -> None:
        offered = clerk.texts("main .part > div:first-child > label")
        assert sorted(offered) == sorted(name for name, _clause in says.hosts)
        for day, clause in says.days:
            assert day in _row(clerk, clause), clause
        clause, text = says.missing
        assert ("Chưa có căn cứ" in clerk.text) is bool(clause)
        if clause:
            assert text in _row(clerk, clause)
        assert (clerk.page.locator("main [name=previous]").input_value() != "") is says.starts_with_previous

    return look


def _row(screen: Screen, clause: str) -> str:
    """Return the line of the timeline that cites this clause, or a part of it."""
    rows = screen.texts(f"main .ob > li:has([data-rule='{clause}'], [data-rule^='{clause}+'])")
    assert rows, f"no duty cites {clause}"
    return "\n".join(rows)


def plan(says: Says) -> Look:
    """Look at the plan: what became of the dialogue before, and why, where the text starts with it."""

    def look(clerk: Screen) -> None:
        rows = clerk.texts("main table[aria-labelledby=kt] tbody tr")
        assert bool(rows) is says.starts_with_previous
        if says.starts_with_previous:
            assert "Chưa xong" in rows[0]
            assert any(REASON in row for row in rows)
            assert any("Đã giải quyết xong" in row for row in rows)

    return look


def before_announcing(says: Says) -> Look:
    """Look at the notice: the last day with its weekday, the channels that the text lists and how many it wants."""

    def look(clerk: Screen) -> None:
        assert (f"chậm nhất {says.notice_by}" in clerk.text) is bool(says.notice_by)
        names = clerk.page.locator("main table[aria-labelledby=kc] tbody th").all_inner_texts()
        if says.channels:
            assert len(names) == len(says.channels)
            assert all(any(channel in name for name in names) for channel in says.channels)

    return look


def programme(says: Says) -> Look:
    """Look at the programme: the text's own steps in its own order."""

    def look(clerk: Screen) -> None:
        titles = clerk.texts("main .prog-list > li b")
        assert clerk.articles("main .prog-list") == [clause for _word, clause in says.steps]
        assert len(titles) == len(says.steps)
        for title, (word, clause) in zip(titles, says.steps, strict=True):
            assert word in title, clause

    return look


def host_console(says: Says) -> Look:
    """Look at the host's console: the steps again, and what became of the dialogue before, ready to be read out."""

    def look(host: Screen) -> None:
        steps = host.texts("main .prog li")
        assert len(steps) == len(says.steps)
        for step, (word, clause) in zip(steps, says.steps, strict=True):
            assert word in step, clause
        assert ("Kết quả kiến nghị của cuộc đối thoại trước" in host.text) is says.starts_with_previous

    return look


def refusal_of_an_answer(says: Says) -> Look:
    """Look at the form of a refusal: the text's own topics, where it names any, and then one of them must be chosen."""

    def look(host: Screen) -> None:
        offered = host.texts("main [name=ground] option")
        for topic in says.refuses_topics:
            assert any(topic in one for one in offered), topic
        assert len([one for one in offered if "điều tra, xác minh" in one]) == int(bool(says.refuses_topics))

    return look


def at_the_door(says: Says) -> Callable[[Screen, str], None]:
    """Look at the reception desk as the host: who may be kept out, on which grounds."""

    def look(host: Screen, hall: str) -> None:
        host.go(f"{hall}don-tiep/")
        assert ("Từ chối người không đăng ký" in host.text) is bool(says.refuses_persons)
        host.go(f"{hall}don-tiep/tu-choi/")
        grounds = host.page.locator("main [name=ground]").evaluate_all("all => all.map(one => one.value)")
        assert len(grounds) == len(says.refuses_persons)
        if not says.refuses_persons:
            assert "không cho từ chối người dự" in host.text

    return look


def counted(says: Says) -> Callable[[Screen, str], None]:
    """Count the people at each place: one too few first, where the text has a least number."""

    def look(clerk: Screen, hall: str) -> None:
        clerk.go(f"{hall}don-tiep/")
        places = clerk.page.locator("main form[action*='/diem/']").all()
        assert len(places) == len(says.course.places)
        assert clerk.articles("main aside section:has(form)") == [clause for row in says.counts for clause in row[2]]
        for n, (least, most, _clauses) in enumerate(says.counts):
            _count(clerk, n, least - 1)
            assert "Chưa đủ" in clerk.texts("main aside section.box")[n]
            if most:
                _count(clerk, n, most + 1)
                assert "Quá số" in clerk.texts("main aside section.box")[n]
            _count(clerk, n, least)
            here = clerk.texts("main aside section.box")[n]
            assert "Chưa đủ" not in here
            assert "Quá số" not in here

    return look


def _count(clerk: Screen, n: int, citizens: int) -> None:
    form = clerk.page.locator("main form[action*='/diem/']").nth(n)
    form.locator("input[name$='citizens']").fill(str(citizens))
    with clerk.page.expect_response("**/diem/**"):  # sent without leaving the page
        form.locator("button").click()
    clerk.page.reload()


def conclusion(says: Says) -> Look:
    """Look at the draft: no part for refusals where the text knows none; who sets the dates."""

    def look(clerk: Screen) -> None:
        titles = clerk.texts("main h2[id^='s-']")
        assert any("Không tiếp thu" in title for title in titles) is says.declines

    return look


def sent_conclusion(says: Says) -> Look:
    """Look at whom the notice goes to: the text's own list, each with its clause."""

    def look(clerk: Screen) -> None:
        assert clerk.articles("main table[aria-labelledby=ng]") == list(says.recipients)

    return look


def dossier(says: Says) -> Look:
    """Look at the list of papers: the text's own, and nothing of another's."""

    def look(clerk: Screen) -> None:
        assert clerk.articles("main table[aria-labelledby=tp]") == list(says.dossier)

    return look


def reports(says: Says) -> Look:
    """Look at the reports of the year, and to whom the last of them goes; come back to the list."""

    def look(clerk: Screen) -> None:
        assert clerk.articles("main table") == list(says.reports)
        if not says.reports:
            assert "không yêu cầu đơn vị này gửi báo cáo" in clerk.text
            return
        clerk.page.locator("main a.task").last.click()
        clerk.page.wait_for_load_state("load")
        assert clerk.articles("main section[aria-labelledby=ng]") == list(says.report_to)
        clerk.page.go_back()

    return look


def answers(screen: Screen, says: Says, petition: str) -> None:
    """Look, once the notice is out, by when a matter taken up is answered or reported on."""
    screen.go(f"/ban/kien-nghi/{petition}/")
    for day, clause in says.answers:
        assert day in _row(screen, clause), clause


def weight(screen: Screen, says: Says, petition: str) -> None:
    """Find the matter complex where the text knows such matters: until when, and by when it is answered then."""
    screen.go(f"/ban/kien-nghi/{petition}/")
    assert bool(screen.page.locator("main a[href$='/tinh-chat/']").count()) is bool(says.complex_by)
    if not says.complex_by:
        return
    screen.go(f"/ban/kien-nghi/{petition}/tinh-chat/")
    assert f"đến hết {says.complex_until}" in screen.text
    screen.fill(complexity="complex", reason="Ba xã cùng liên quan, phải khảo sát lại toàn tuyến.")
    screen.press("Lưu")
    assert says.complex_by in screen.text
