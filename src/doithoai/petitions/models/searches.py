"""Searches that a person keeps under a name."""

from django.db import models

from doithoai.accounts.models import Account
from doithoai.petitions.models.keys import KEY


class SavedSearch(models.Model):
    """What a person looks for again and again: the words and filters, and up to where it was seen."""

    key = models.CharField(**KEY)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="saved_searches")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=600)  # as the list's address has it
    seen = models.PositiveBigIntegerField(default=0)  # the newest petition of all when it was last opened
    saved_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "name"], name="one_saved_search_per_name"),)
