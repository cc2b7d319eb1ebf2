"""Who acts, as the journal may know it: keys, never names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or machine behind a verb, by key.

    `account` is an account's key, or one of the words `system` and `public`;
    `body` is the key of the body for which the person acts, if any; `instead_of` the key of the absent
    account whose work this is, where the person acts as its substitute.
    """

    account: str
    body: str = ""
    instead_of: str = ""


SYSTEM = Actor("system")
PUBLIC = Actor("public")
