"""The ASGI application that uvicorn serves: Django, and beside it the lines of the live screens."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doithoai.config.settings")
_django = get_asgi_application()

from doithoai.hall import stream as hall  # noqa: E402 -- models can be imported only now
from doithoai.portal import stream as portal  # noqa: E402 -- as above
from doithoai.screens.live.streams import Streams  # noqa: E402 -- as above

application = Streams(_django, [hall.ROUTE, portal.ROUTE])
