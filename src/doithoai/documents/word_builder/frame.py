"""What stands around the body of a paper: head, title, addressees, recipients and signature."""

from typing import Any

from doithoai.documents.word_builder.sheet import Sheet


def head(sheet: Sheet, *, dated: bool = True) -> None:
    """Add the head: body on the left, national title or the Party's name on the right."""
    left, right = sheet.columns(8.5, 7.7) if sheet.party else sheet.columns(6.4, 9.8)
    size = 13.5 if sheet.party else 12.5
    for name, bold in (("parent_lines", False), ("issuer_lines", True)):
        sheet.tag(f"for line in {name}", into=left)
        sheet.centre("{{ line }}", into=left, size=size, bold=bold)
        sheet.tag("endfor", into=left)
    if sheet.party:
        sheet.centre("*", into=left)
        sheet.centre("ĐẢNG CỘNG SẢN VIỆT NAM", into=right, size=14.5, bold=True)
        sheet.rule(into=right, inset=0.6)
    else:
        sheet.rule(into=left, inset=2.3)
        sheet.centre("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", into=right, size=12.5, bold=True)
        sheet.centre("Độc lập - Tự do - Hạnh phúc", into=right, size=13, bold=True)
        sheet.rule(into=right, inset=2.2)
    sheet.tag("if number_line", into=left)
    sheet.centre("{{ number_line }}", into=left, size=13)
    sheet.tag("endif", into=left)
    sheet.tag("if is_letter", into=left)
    sheet.centre("{{ about }}", into=left, size=12)
    sheet.tag("endif", into=left)
    if dated:
        date = sheet.para(
            "{{ place_date }}", into=right, align="centre", indent=False, size=13.5, italic=True, before=8, after=0
        )
        date.paragraph_format.keep_with_next = True


def title(sheet: Sheet, *, name: str = "{{ title }}", about: str = "{{ about }}") -> None:
    """Add the name of the paper and what it is about."""
    sheet.para(name, align="centre", indent=False, bold=True, size=15 if sheet.party else 14, before=18, after=2)
    sheet.para(about, align="centre", indent=False, bold=True, after=0)
    if sheet.party:
        sheet.centre("-----", after=12)
    else:
        sheet.rule(into=sheet.document, inset=6)
        sheet.para("", indent=False, size=6, after=6)


def dear_one(sheet: Sheet, text: str) -> None:
    """Add "Kính gửi" for one addressee, given as template text."""
    sheet.para(f"Kính gửi: {text}", align="centre", indent=False, before=14, after=12)


def dear(sheet: Sheet, names: str) -> None:
    """Add "Kính gửi" for a list: one in the middle, several one a line."""
    sheet.tag(f"if {names}|length == 1")
    dear_one(sheet, f"{{{{ {names}[0] }}}}")
    sheet.tag("else")
    sheet.para("Kính gửi:", before=14, after=4)
    sheet.each("name", names, "- {{ name }}{% if loop.last %}.{% else %};{% endif %}", after=3)
    sheet.para("", indent=False, size=6, after=2)
    sheet.tag("endif")


def annex(sheet: Sheet, title: str) -> None:
    """Begin the annex on pages that lie down."""
    sheet.lie_down()
    sheet.centre("PHỤ LỤC", bold=True)
    sheet.centre(title, bold=True)
    sheet.para(
        "(Kèm theo {{ title_small }} {{ number_inline }} {{ signed_on_long }} của {{ issuer_inline }})",
        align="centre",
        indent=False,
        italic=True,
        size=13,
        after=12,
    )


def conference(sheet: Sheet) -> None:
    """Add time, place, linked points, form and host of the conference."""
    sheet.labelled("Thời gian", "conference.starts_at")
    sheet.labelled("Địa điểm", "conference.place")
    sheet.when("conference.points", "**Các điểm cầu:** {{ conference.points|join('; ') }}.")
    sheet.labelled("Hình thức", "conference.form")
    sheet.labelled("Chủ trì", "conference.host")


def closing(sheet: Sheet, text: str) -> None:
    """Add the last sentence, held together with the signature."""
    sheet.para(text, keep=True, after=10)


def signature(sheet: Sheet) -> None:
    """Add recipients on the left and the signature on the right, in one row that is never torn apart."""
    left, right = sheet.columns(7.2, 9)
    recipients(sheet, left)
    signer(sheet, right, "signer")


def two_signers(sheet: Sheet, left: str, right: str) -> None:
    """Add two signatures side by side, the names on one line however long the posts are."""
    posts, names = sheet.columns(8.1, 8.1), sheet.columns(8.1, 8.1)
    for post, line, name in zip(posts, names, (left, right), strict=True):
        _posts(sheet, post, name)
        for _ in range(4):
            sheet.centre("", into=post)
        sheet.centre(f"{{{{ {name}.name }}}}", into=line, bold=True)


def signer(sheet: Sheet, into: Any, name: str) -> None:
    """Add one signature: on whose behalf, for whom, post, room to sign, name."""
    _posts(sheet, into, name)
    for _ in range(4):
        sheet.centre("", into=into)
    sheet.centre(f"{{{{ {name}.name }}}}", into=into, bold=True)


def _posts(sheet: Sheet, into: Any, name: str) -> None:
    for field, bold in (("on_behalf", True), ("acting_for", not sheet.party), ("title", not sheet.party)):
        sheet.tag(f"if {name}.{field}", into=into)
        sheet.centre(f"{{{{ {name}.{field} }}}}", into=into, bold=bold)
        sheet.tag("endif", into=into)


def recipients(sheet: Sheet, into: Any) -> None:
    """Add "Nơi nhận" with its lines, nothing when there are none."""
    sheet.tag("if recipients", into=into)
    label = sheet.para("Nơi nhận:", into=into, indent=False, align="left", size=13 if sheet.party else 12, after=0)
    run = label.runs[0]
    run.bold = run.italic = not sheet.party
    run.underline = sheet.party
    sheet.tag("for line in recipients", into=into)
    sheet.para("- {{ line }}", into=into, indent=False, align="left", size=12 if sheet.party else 11, after=0)
    sheet.tag("endfor", into=into)
    sheet.tag("endif", into=into)
    # A cell must end with a paragraph even when every other one vanishes.
    sheet.para("", into=into, indent=False, size=4, after=0)
