"""Write the shipped Word templates anew after the builder has changed."""

from typing import Any

from django.core.management.base import BaseCommand

from doithoai.documents.render.word import SHIPPED
from doithoai.documents.word_builder import build, kinds_with_template


class Command(BaseCommand):
    """Write every template into the package."""

    help = "Tạo lại các mẫu Word đi kèm phần mềm (dành cho người phát triển)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Build each kind in both forms."""
        for kind in kinds_with_template():
            for form in ("state", "party"):
                folder = SHIPPED / form
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{kind}.docx").write_bytes(build(kind, party=form == "party"))
        self.stdout.write(f"{2 * len(kinds_with_template())} mẫu")
