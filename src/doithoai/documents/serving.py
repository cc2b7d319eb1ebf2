"""The only way a stored file leaves the server: named, typed by content, never shown in place."""

from django.http import FileResponse

from doithoai.documents.errors import FileMissing
from doithoai.documents.models import StoredFile


def file_response(stored: StoredFile) -> FileResponse:
    """Return the file for download; the view has checked that the person may have it.

    As an attachment that no browser guesses about: an uploaded page or picture with
    script inside cannot run on our address. Raises FileMissing.
    """
    try:
        content = stored.path.open("rb")
    except OSError as error:
        raise FileMissing from error
    response = FileResponse(content, as_attachment=True, filename=stored.name, content_type=stored.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
