"""What a front tells the frame of its pages: name, navigation, person. Plain data, no queries."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of a navigation.

    `count` shows a number beside the label; `count_word` says to a screen reader
    of what; `hot` makes it red.
    """

    label: str
    url: str
    current: bool = False
    count: int = 0
    count_word: str = ""
    hot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What `screens/desk_base.html` shows around a staff page, under the name `frame`."""

    home_url: str = "/"
    body_name: str = ""
    nav: Sequence[NavItem] = ()
    search_url: str = ""
    search_text: str = ""
    notices_url: str = ""
    notices_new: int = 0
    person_name: str = ""
    person_post: str = ""
    person_links: Sequence[NavItem] = ()
    sign_out_url: str = ""
    footnote: str = ""

    @property
    def person_initials(self) -> str:
        """Return the first letters of the last two syllables: Ngô Hạnh Dung is HD."""
        return "".join(part[0] for part in self.person_name.split()[-2:]).upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What `screens/portal_base.html` shows around a public page, under the name `site`."""

    home_url: str = "/"
    place: str = ""
    nav: Sequence[NavItem] = ()
    office: str = ""
    links: Sequence[NavItem] = ()
