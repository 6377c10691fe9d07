"""What to look at before a list is sent: counted, named, never forbidding; the law behind it is rows of the law."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

NAMED = 5  # people told by name


@dataclass(frozen=True)
class ListedPerson:
    """One row of the list: id, name, codes of the ticked titles, the initiative's name."""

    row: int
    name: str
    ticks: frozenset[str]
    initiative: str


@dataclass(frozen=True)
class ToLookAt:
    """One thing to look at: the sentence with its count, and the first row it is about (None: the school's titles)."""

    told: str
    row: int | None


@dataclass(frozen=True)
class Asked:
    """What titles ask of a list: another title (title → title), a work of their own, or (`either`) a work or an
    excellent year."""

    other: Mapping[str, str]
    works: Collection[str]
    labels: Mapping[str, str]
    either: Collection[str] = frozenset()


def _told(people: Sequence[ListedPerson], what: str) -> ToLookAt | None:
    if not people:
        return None
    more = f" và {len(people) - NAMED} người khác" if len(people) > NAMED else ""
    names = ", ".join(person.name for person in people[:NAMED])
    return ToLookAt(f"{len(people)} người {what}: {names}{more}.", people[0].row)


def to_look_at(people: Sequence[ListedPerson], school_titles: int, asked: Asked) -> list[ToLookAt]:
    """Titles without the one they rest on, without an initiative, nobody's row left empty, no title of the school."""
    told: list[ToLookAt | None] = []
    for title, other in asked.other.items():
        lacking = [person for person in people if title in person.ticks and other not in person.ticks]
        words = f"đăng ký {asked.labels.get(title, title)} mà chưa đăng ký {asked.labels.get(other, other)}"
        told.append(_told(lacking, words))
    lacking = [person for person in people if person.ticks & set(asked.works) and not person.initiative]
    told.append(_told(lacking, "đăng ký danh hiệu cần sáng kiến mà chưa ghi sáng kiến"))
    lacking = [person for person in people if person.ticks & set(asked.either) - set(asked.works)]
    words = "đăng ký danh hiệu cần sáng kiến hoặc hoàn thành xuất sắc nhiệm vụ mà chưa ghi sáng kiến"
    told.append(_told([person for person in lacking if not person.initiative], words))
    told.append(_told([person for person in people if not person.ticks], "chưa đăng ký gì"))
    if not school_titles:
        told.append(ToLookAt("Trường chưa đăng ký danh hiệu tập thể nào.", None))
    return [line for line in told if line is not None]
