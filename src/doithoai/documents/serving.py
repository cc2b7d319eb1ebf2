"""The only way a stored file leaves the server: named, typed by content; only photographs are shown in place."""

from django.http import FileResponse

from doithoai.documents.errors import FileMissing
from doithoai.documents.models import StoredFile
from doithoai.documents.services.files import clear_to_open

PICTURES = frozenset({"image/jpeg", "image/png"})


def picture_response(stored: StoredFile) -> FileResponse:
    """Return a photograph to be looked at beside a form: the one thing that is shown in place.

    Only JPEG and PNG by content, which hold no script. Raises FileMissing for anything else too.
    """
    if stored.media_type not in PICTURES:
        raise FileMissing
    response = file_response(stored)
    response["Content-Disposition"] = "inline"
    return response


def file_response(stored: StoredFile) -> FileResponse:
    """Return the file for download; the view has checked that the person may have it.

    As an attachment that no browser guesses about: an uploaded page or picture with
    script inside cannot run on our address. Raises FileMissing, FileNotScanned, FileRefused.
    """
    clear_to_open(stored)
    try:
        content = stored.path.open("rb")
    except OSError as error:
        raise FileMissing from error
    response = FileResponse(content, as_attachment=True, filename=stored.name, content_type=stored.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
