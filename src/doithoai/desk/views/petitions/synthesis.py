"""The synthesis table on screen and in Excel: every figure opens exactly its petitions."""

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.workspace import workspace_of
from doithoai.documents.validators import XLSX
from doithoai.petitions import permissions, queries
from doithoai.petitions.queries.synthesis import Figure, Line, Table, in_words
from doithoai.workdays.dates import vi_date

_LONGEST_LINK = 2000  # Excel drops a workbook's links beyond 2079 characters


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show the figures of today."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.sees_all(request.standing, dialogue))
    context = {
        **workspace_of(request, dialogue, "dialogue-petitions"),
        "table": queries.synthesis_table(dialogue, on=request.standing.on),
        "can_work": permissions.can_make_papers(request.standing, dialogue),
    }
    return render(request, "desk/petitions/synthesis.html", context)


@require_safe
@staff
def sheet(request: StaffRequest, code: str) -> HttpResponse:
    """Hand out the figures as a workbook; a figure's cell leads to its petitions."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.sees_all(request.standing, dialogue))
    table = queries.synthesis_table(dialogue, on=request.standing.on)
    listed = request.build_absolute_uri(reverse("desk:dialogue-petitions", args=[dialogue.code]))
    content = _Workbook(table, listed, dialogue.title).content()
    name = f"tong-hop-{dialogue.code}-{table.on.isoformat()}.xlsx"
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


class _Workbook:
    """Writes the table: one sheet by field and matter, one by place, source and lead."""

    def __init__(self, table: Table, listed: str, title: str) -> None:
        self.table, self.listed, self.title = table, listed, title
        self.file = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.file, {"in_memory": True, "strings_to_formulas": False})
        self.bold = self.book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        self.text = self.book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        self.link = self.book.add_format({"valign": "top", "border": 1, "font_color": "#223F74", "underline": 1})
        self.head = self.book.add_format({"bold": True, "font_size": 13})

    def content(self) -> bytes:
        """Return the workbook."""
        self._matters()
        self._ways()
        self.book.close()
        return self.file.getvalue()

    def _sheet(self, name: str, heads: tuple[tuple[str, int], ...]) -> Any:
        page = self.book.add_worksheet(name)
        page.write(0, 0, self.title, self.head)
        page.write(1, 0, _("Số liệu đến hết ngày %(day)s") % {"day": vi_date(self.table.on)})
        for column, (word, width) in enumerate(heads):
            page.set_column(column, column, width)
            page.write(3, column, word, self.bold)
        page.freeze_panes(4, 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(3)
        return page

    def _number(self, page: Any, row: int, column: int, figure: Figure) -> None:
        """Write a number that can be summed, leading to its petitions."""
        address = f"{self.listed}?ma={figure.address}"
        if figure.number and len(address) <= _LONGEST_LINK:
            page.write_url(row, column, address, self.link, str(figure.number))
        page.write_number(row, column, figure.number, self.link)

    def _matters(self) -> None:
        heads = (
            (_("Lĩnh vực"), 24), (_("Việc"), 52), (_("Số việc"), 9), (_("Đã gộp vào"), 9), (_("Theo nơi"), 34),
            (_("Theo nguồn"), 34), (_("Cơ quan chủ trì"), 30),
        )  # fmt: skip
        page, row = self._sheet(_("Theo việc"), heads), 4
        for part, line in self._lines():
            page.write_string(row, 0, part, self.text)
            page.write_string(row, 1, line.all.label, self.text)
            self._number(page, row, 2, line.all)
            self._number(page, row, 3, line.merged)
            for column, figures in ((4, line.places), (5, line.sources), (6, line.leads)):
                page.write_string(row, column, in_words(figures), self.text)
            row += 1
        page.write_string(row, 1, _("Cộng"), self.bold)
        self._number(page, row, 2, self.table.counted)

    def _lines(self) -> Iterator[tuple[str, Line]]:
        for part in self.table.parts:
            for line in part.lines:
                yield part.all.label, line

    def _ways(self) -> None:
        page, row = self._sheet(_("Theo nơi, nguồn, cơ quan"), ((_("Tính theo"), 24), ("", 52), (_("Số việc"), 9))), 4
        fields = tuple(part.all for part in self.table.parts)
        groups = (
            (_("Lĩnh vực"), fields), (_("Nơi"), self.table.places), (_("Nguồn"), self.table.sources),
            (_("Cơ quan chủ trì"), self.table.leads), (_("Để riêng, không cộng ở trên"), self.table.aside),
        )  # fmt: skip
        for word, figures in groups:
            for figure in figures:
                page.write_string(row, 0, word, self.text)
                page.write_string(row, 1, figure.label, self.text)
                self._number(page, row, 2, figure)
                row += 1
