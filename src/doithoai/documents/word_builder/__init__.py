"""Makes the Word templates that ship with the program (`manage.py make_word_templates`).

The templates are ordinary Word files with Jinja tags in them, one for each kind and form,
so an office can take one, change it in Word and upload it as its own.
"""

from doithoai.documents.word_builder.build import build, kinds_with_template

__all__ = ["build", "kinds_with_template"]
