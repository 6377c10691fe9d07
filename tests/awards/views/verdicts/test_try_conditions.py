"""What if: every kind of question is asked with plain fields and answered with articles; nothing is kept."""

from typing import Any

import pytest

from awards.views.verdicts.try_conditions import KINDS
from tests.cast import Cast
from thidua.models import AuditEvent

NOW = {"cycle": "2023-2024", "received": "2024-06-03"}
THEN = {"cycle": "2022-2023", "received": "2023-06-02"}
CLEAN = {"discipline": "none", "pending": "none"}
TEACHER = (
    NOW
    | CLEAN
    | {
        "rank": "HTT",
        "recruited_on": "2010-08-15",
        "head": "no",
        "signed_up": "yes",
        "attested": ["conduct", "spirit"],
        "leave": "none",
        "study": "none",
        "moves": "none",
        "complete": "on",
    }
)
SCHOOL = (
    NOW
    | CLEAN
    | {
        "rank": "HTXS",
        "signed_up": "yes",
        "attested": ["movement", "united"],
        "headcount": "13",
        "ldtt": "9",
        "cstdcs": "1",
        **{f"n_{one}": "0" for one in ("HT", "KHT", "not_ranked")},
        "n_HTXS": "4",
        "n_HTT": "9",
    }
)
THREE = "\n".join(f"CSTĐCS {year}-{year + 1} 12{year}/QĐ-UBND 15/5/{year + 1}" for year in (2021, 2022, 2023))

ASKED: list[tuple[str, dict[str, Any], str, str]] = [
    ("ca-nhan", TEACHER | {"title": "LDTT"}, "Đạt", "Luật 06/2022/QH15 Đ.24.1"),
    ("ca-nhan", TEACHER | {"title": "LDTT", "moves": "without"}, "Không đạt", "TT 01/2024/TT-UBDT"),
    ("ca-nhan", TEACHER | {"title": "LDTT", "leave": ""}, "Chưa đủ dữ liệu", "Chưa rõ thời gian nghỉ"),
    ("ca-nhan", TEACHER | {"title": "CSTDCS", "work": "co_so"}, "Đạt", "Luật 06/2022/QH15 Đ.23"),
    ("ca-nhan", TEACHER | {"title": "CSTDTP", "earlier": THREE, "work": "tinh"}, "Đạt", "3/3 năm CSTĐCS liên tục"),
    ("ca-nhan", TEACHER | {"title": "CSTDTP", "earlier": THREE.splitlines()[0], "work": "tinh"}, "Không đạt", "Đ.22"),
    (
        "ca-nhan",
        TEACHER
        | {
            "title": "BKTP_CN",
            "merits": "none",
            "rank": "HTXS",
            "ranks": "2022-2023 HTXS",
            "work": "co_so",
            "works": "2",
        },
        "Đạt",
        "Luật 06/2022/QH15 Đ.74.1",
    ),
    ("ca-nhan", TEACHER | {"title": "KNC", "sector": "15", "hard": "5", "hard_now": "yes"}, "Đạt", "Đ.8"),
    (
        "ca-nhan",
        TEACHER | {"title": "LDTT", "discipline": "khien_trach", "disciplined_on": "2024-01-15"},
        "Không đạt",
        "NĐ 90",
    ),
    ("ca-nhan", TEACHER | {"title": "LDTT", "pending": "some"}, "Tạm dừng xét", "khiếu nại đang xác minh"),
    ("tap-the", SCHOOL | {"title": "TTLDTT"}, "Không đạt", "9/13 = 69,23 %"),
    ("tap-the", SCHOOL | {"title": "TTLDXS", "ldtt": "10"}, "Đạt", "Luật 06/2022/QH15 Đ.27.1"),
    (
        "tap-the",
        SCHOOL | {"title": "COTP", "organised_by": "UBND Thành phố", "rank_in_block": "2", "exceeded": "yes"},
        "Không đạt",
        "Đ.26.1",
    ),
    ("muc-tran", THEN | {"ldtt": "40", "cstdcs": "6"}, "Đạt", "6/40 = 15 %"),
    ("muc-tran", THEN | {"ldtt": "40", "cstdcs": "7"}, "Không đạt", "NĐ 91/2017/NĐ-CP Đ.9.3"),
    ("muc-tran", THEN | {"ldtt": "40", "cstdcs": "5", "local_cap": "10"}, "Không đạt", "vượt 10 %"),
    ("muc-tran", NOW | {"ldtt": "40", "cstdcs": "20"}, "Đạt", "không còn giới hạn 15 %"),
    ("toan-don-vi", THEN | {"ldtt": "254", "cstdcs": "52"}, "Không đạt", "52/254 = 20,47 %"),
    (
        "xep-loai",
        {"cycle": "2026-2027", "received": "2026-12-10", "htxs": "9", "htt": "40", "unit_rank": "HTT"},
        "Không đạt",
        "NĐ 233/2026/NĐ-CP Đ.12.6",
    ),
    ("co-khoi", NOW | {"flags": "2"}, "Không đạt", "mỗi khối tối đa 1"),
    ("chi-tieu", NOW | {"headcount": "13", "ldtt": "9", "cstdcs": "0", "ticked": ["TTLDTT"]}, "Không đạt", "69,23 %"),
    (
        "chi-tieu",
        NOW | {"headcount": "44", "ldtt": "44", "cstdcs": "17", "ticked": ["COTP", "COCP"]},
        "Đạt",
        "Cờ thi đua",
    ),
]


@pytest.mark.parametrize(("kind", "typed", "word", "said"), ASKED, ids=lambda one: one if isinstance(one, str) else "")
def test_asked_in_plain_fields(cast: Cast, kind: str, typed: dict[str, Any], word: str, said: str) -> None:
    with cast.at_work("officer"):
        before = AuditEvent.objects.count()
    page = cast.browser("officer").post(f"/thu-dieu-kien/?loai={kind}", typed)
    text = page.content.decode()
    assert page.status_code == 200
    answer = text.split('id="ket-qua"', 1)[1].split("<details", 1)[0]
    assert word in answer.split("<table", 1)[0] and said in answer
    with cast.at_work("officer"):
        assert AuditEvent.objects.count() == before


def test_every_kind_has_its_page_and_keeps_what_was_typed(cast: Cast) -> None:
    browser = cast.browser("member")
    for kind, form in KINDS.items():
        page = browser.get(f"/thu-dieu-kien/?loai={kind}").content.decode()
        assert "Thử điều kiện" in page
        assert page.count('aria-current="page"') >= 1 and form.HINT in page
    wrong = browser.post("/thu-dieu-kien/?loai=co-khoi", NOW | {"flags": "hai"})
    assert (
        wrong.status_code == 422
        and "Ghi số nguyên" in wrong.content.decode()
        and 'value="hai"' in wrong.content.decode()
    )
    odd = browser.post("/thu-dieu-kien/", TEACHER | {"title": "CSTDTP", "earlier": "CSTĐCS 2022-2023 1/QĐ 31/02/2023"})
    assert odd.status_code == 422 and "tháng 2/2023 chỉ có từ ngày 1 đến ngày 28" in odd.content.decode()
    ranks = browser.post("/thu-dieu-kien/", TEACHER | {"title": "LDTT", "ranks": "năm ngoái tốt"})
    assert "ghi năm rồi mức" in ranks.content.decode()
    told = browser.post("/thu-dieu-kien/", TEACHER | {"title": "LDTT", "extra": '{"age": 30}'})
    assert "subject.age: không có dữ kiện mang tên này" in told.content.decode()


def test_both_laws_answer(cast: Cast) -> None:
    typed = {"cycle": "2023-2024", "received": "2024-06-03", "registered": "2023-10-24", "ldtt": "10", "cstdcs": "3"}
    text = cast.browser("officer").post("/thu-dieu-kien/?loai=muc-tran", typed).content.decode()
    assert "Luật 2003 (đến 31/12/2023), xét theo ngày đăng ký" in text and "3/10 = 30 %" in text
