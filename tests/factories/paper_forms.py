"""Paper forms of xã Tân Lạch: printed, typed by Anna; `second()` is another officer of the same office."""

from datetime import date

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues.models import Dialogue
from doithoai.petitions.models import PaperForm
from doithoai.petitions.services import Reading, print_forms, type_form
from tests.factories.organisations import Place, account
from tests.factories.petitions import NAMED, ROAD, TODAY

# The smallest picture that is one: a PNG of one point.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000ffff03000006000557"
    "bfabd40000000049454e44ae426082"
)
SCAN = (("phieu.png", PICTURE),)


def printed(place: Place, dialogue: Dialogue, *, on: date = TODAY) -> str:
    """Print one sheet and return its number."""
    batch = print_forms(dialogue=dialogue, count=1, place="Thôn Cầu Đá", on=on, by=place.actor(place.anna))
    return str(batch.forms.get().number)


def blank(place: Place, dialogue: Dialogue, *, on: date = TODAY) -> PaperForm:
    """Print one sheet and return it."""
    return PaperForm.objects.select_related("dialogue").get(number=printed(place, dialogue, on=on))


def read(
    text: str = ROAD, *, details: PersonalDetails | None = NAMED, received_on: date | None = TODAY, **more: object
) -> Reading:
    """Return a reading of a filled sheet."""
    return Reading(text=text, place="Thôn Cầu Đá", received_on=received_on, details=details, **more)  # type: ignore[arg-type]


def typed(place: Place, dialogue: Dialogue, reading: Reading | None = None, *, on: date = TODAY) -> PaperForm:
    """Print a sheet and let Anna type it to the end."""
    form = blank(place, dialogue, on=on)
    by = place.actor(place.anna)
    return type_form(form=form, reading=reading or read(), scans=SCAN, finished=True, on=on, by=by)


def second(place: Place) -> Account:
    """Return another clerk of the office."""
    return account("hoa", Role.CLERK, place.office, full_name="Phạm Thị Thử Hoa")
