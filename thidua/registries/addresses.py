"""Where links lead: the address of a page by its code, for somebody or for whoever opens it later."""

from django.urls import NoReverseMatch, reverse

from thidua.actors import Actor
from thidua.registries.links import Link
from thidua.registries.wings import link_kinds


def address(link: Link | str | None) -> str:
    """The page's address; "" where there is none (any more). Its door still asks who comes."""
    link = Link.read(link) if isinstance(link, str) else link
    kind = link_kinds().get(link.code) if link else None
    if link is None or kind is None:
        return ""
    try:
        return reverse(kind.name, args=link.args) + (f"?{kind.query}" if kind.query else "")
    except NoReverseMatch:
        return ""


def address_for(actor: Actor, link: Link | str | None) -> str:
    """The same for this actor: "" where the door of the page is closed to them."""
    link = Link.read(link) if isinstance(link, str) else link
    kind = link_kinds().get(link.code) if link else None
    return address(link) if kind is not None and actor.may(kind.action) else ""


def kept_as(link: Link | str) -> str:
    """How a row keeps the link. Raises LookupError for a code that no wing has registered: it would lead nowhere."""
    link = Link.read(link) if isinstance(link, str) else link
    if link.code and link.code not in link_kinds():
        raise LookupError(f"no manifest says where links to “{link.code}” lead")
    return str(link)
