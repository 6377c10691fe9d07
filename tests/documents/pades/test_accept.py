"""An upload is taken where it is what was issued and one signature more, of the expected person; else never."""

import random

import pytest

from documents.pades.checking import accept, signatures
from documents.pades.practice import revoke
from documents.pades.roots import Root, Trust
from tests.documents.pades import attacks
from tests.documents.pades.attacks import AT, BEGINS, CHEATS, EDITS, NOW, Stage, stage
from thidua.errors import RuleViolation

MUTANTS = 120


@pytest.fixture(scope="module")
def scene() -> Stage:
    """The issued covenant and its people."""
    return stage()


def _asked(scene: Stage, upload: bytes, trust: Trust | None = None) -> str:
    """ "" where it is taken, else the code of the refusal; anything else that is raised fails the test."""
    try:
        accept(scene.issued, upload, "Ky1", scene.expected, trust or scene.trust, AT)
    except RuleViolation as refusal:
        assert refusal.message.endswith("."), refusal.message
        return refusal.code
    return ""


def test_what_the_head_signed_is_taken(scene: Stage) -> None:
    signed = attacks.honest(scene)
    seen = accept(scene.issued, signed, "Ky1", scene.expected, scene.trust, AT)
    assert (seen.certificate.name, seen.certificate.uid) == ("Nguyễn Thị Thùy", "CCCD:079000000001")
    assert seen.holds and seen.field == "Ky1"


def test_a_box_of_the_tools_own_is_taken_unless_it_is_refused(scene: Stage) -> None:
    drawn = attacks.own_box(scene)
    assert _asked(scene, drawn) == ""
    with pytest.raises(RuleViolation, match="ô của người khác"):
        accept(scene.issued, drawn, "Ky1", scene.expected, scene.trust, AT, own_box=False)


def test_each_head_signs_over_the_last_and_all_hold(scene: Stage) -> None:
    first = attacks.honest(scene)
    second = attacks.signed_by(first, scene.dao, scene, "Ky2")
    expected = attacks.Expected("Trần Văn Đào", "CCCD:079000000002")
    assert accept(first, second, "Ky2", expected, scene.trust, AT).holds
    seen = signatures(second, scene.trust, AT)
    assert [(one.field, one.holds) for one in seen] == [("HeThong", True), ("Ky1", True), ("Ky2", True)]


@pytest.mark.parametrize("name", CHEATS)
def test_no_cheat_is_taken(scene: Stage, name: str) -> None:
    assert _asked(scene, CHEATS[name](scene)) != "", name


def test_a_change_after_signing_is_seen_in_the_finished_file(scene: Stage) -> None:
    signed = attacks.honest(scene)
    for name, edit in EDITS.items():
        seen = signatures(attacks.edited(signed, edit), scene.trust, AT)
        assert not all(signature.holds for signature in seen), name


def test_a_revoked_certificate_is_refused(scene: Stage) -> None:
    serial = int(scene.thuy.certificate.serial, 16)
    signed = attacks.honest(scene)
    listed = Trust(scene.trust.roots, scene.trust.own, (revoke(scene.root, [serial], NOW),), needs_list=True)
    clean = Trust(scene.trust.roots, scene.trust.own, (revoke(scene.root, [serial + 1], NOW),), needs_list=True)
    silent = Trust(scene.trust.roots, scene.trust.own, (), needs_list=True)
    assert [_asked(scene, signed, trust) for trust in (listed, clean, silent)] == ["untrusted", "", "untrusted"]


def test_a_root_is_believed_on_its_days_alone(scene: Stage) -> None:
    ended = Root("Gốc thử", scene.root.pem, BEGINS.date(), NOW.date().replace(year=NOW.year - 1))
    assert _asked(scene, attacks.honest(scene), Trust((ended,), scene.trust.own)) == "untrusted"


def test_no_mutant_is_taken_and_none_is_unhandled(scene: Stage) -> None:
    _mutate(scene, MUTANTS, seed=7)


@pytest.mark.long
def test_five_thousand_mutants(scene: Stage) -> None:
    _mutate(scene, 5_000, seed=11)


def _mutate(scene: Stage, rounds: int, seed: int) -> None:
    """Bytes changed, taken out, doubled and swapped, most of them in the part that was added."""
    chance, signed = random.Random(seed), attacks.honest(scene)
    for _ in range(rounds):
        mutant, begin = bytearray(signed), len(scene.issued) if chance.random() < 0.9 else 0
        place = chance.randrange(begin, len(mutant) - 40)
        match chance.randrange(4):
            case 0:
                mutant[place] = (mutant[place] + chance.randrange(1, 256)) % 256
            case 1:
                del mutant[place : place + chance.randrange(1, 40)]
            case 2:
                mutant[place:place] = mutant[place : place + chance.randrange(1, 40)]
            case _:
                mutant[place : place + 8] = mutant[place + 16 : place + 24]
        if bytes(mutant) != signed and not _asked(scene, bytes(mutant)):
            assert _without_signature(bytes(mutant)) == _without_signature(signed), (seed, place)


def _without_signature(content: bytes) -> bytes:
    """All but what stands between the brackets of the last signature: what a reader can see."""
    begin = content.rindex(b"/Contents <") + len(b"/Contents <")
    return content[:begin] + content[content.index(b">", begin) :]
