"""Invented schools and people."""

import datetime
import random

from tests.workbooks.answers import Person
from tests.workbooks.words import PEOPLES

SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Hoàng",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đinh",
    "Mai",
    "Trịnh",
    "Tô",
]
MIDDLES = [
    "Thị",
    "Văn",
    "Thanh",
    "Minh",
    "Ngọc",
    "Hoài",
    "Thu",
    "Kim",
    "Mỹ",
    "Bích",
    "Đức",
    "Quốc",
    "Hữu",
    "Thị",
    "Thúy",
    "Xuân",
]
GIVEN = [
    "An",
    "Bình",
    "Châu",
    "Dung",
    "Giang",
    "Hà",
    "Hạnh",
    "Hiền",
    "Hoa",
    "Hồng",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Loan",
    "Mai",
    "Nga",
    "Ngân",
    "Oanh",
    "Phúc",
    "Quyên",
    "Sơn",
]
MORE = [
    "Thảo",
    "Thủy",
    "Trang",
    "Trinh",
    "Tuấn",
    "Uyên",
    "Vân",
    "Việt",
    "Yến",
    "Đạt",
    "Lộc",
    "Tiến",
    "Toàn",
    "Nam",
    "Bảo",
]
JOBS = ("Giáo viên", "Giáo viên", "Giáo viên", "Tổ trưởng", "Nhân viên", "Kế toán", "Bảo vệ", "Văn thư")
IDEAS = (
    "Ứng dụng công nghệ thông tin trong dạy học môn Toán lớp 4",
    "Một số biện pháp rèn kỹ năng tự phục vụ cho trẻ",
    "Nâng cao chất lượng dạy học qua hoạt động trải nghiệm",
    "Giải pháp xây dựng thư viện thân thiện trong nhà trường",
)
LEVELS = {
    "MN": ("Trường Mầm non {}", ("MN {}", "Mầm non {}", "TRƯỜNG MẦM NON {}", "Tr. MN {}")),
    "TH": ("Trường Tiểu học {}", ("TH {}", "Tiểu học {}", "TRƯỜNG TIỂU HỌC {}", "TrTH {}", "Trường TH {}")),
    "THCS": ("Trường Trung học cơ sở {}", ("THCS {}", "Trường THCS {}", "TRƯỜNG THCS {}", "PTCS {}", "Tr.THCS {}")),
}
NAMES = (
    "Hoa Sen",
    "Lê Lợi",
    "Nguyễn Du",
    "Kim Đồng",
    "Trần Phú",
    "Bình Minh",
    "Lý Thường Kiệt",
    "Phú Thọ",
    "Ánh Dương",
)


def names(chance: random.Random, number: int) -> list[str]:
    """Different full names."""
    made: dict[str, None] = {}
    while len(made) < number:
        middle = " ".join(dict.fromkeys(chance.sample(MIDDLES, chance.choice((1, 1, 2)))))
        made[f"{chance.choice(SURNAMES)} {middle} {chance.choice(GIVEN + MORE)}"] = None
    return list(made)


def people(chance: random.Random, taken: set[str], number: int) -> list[Person]:
    """Somebody of every kind; names that nobody of `taken` bears."""
    made = []
    for name in [each for each in names(chance, number + len(taken)) if each not in taken][:number]:
        taken.add(name)
        born = datetime.date(chance.randint(1966, 1999), chance.randint(1, 12), chance.randint(1, 28))
        titles = tuple(
            code for code, share in zip(PEOPLES, (0.9, 0.4, 0.15, 0.2, 0.05), strict=True) if chance.random() < share
        )
        job = ("Hiệu trưởng", "Phó Hiệu trưởng")[len(made)] if len(made) < 2 else chance.choice(JOBS)
        idea = chance.choice(IDEAS) if "CSTDCS" in titles else ""
        made.append(Person(name, born, " Thị " in name or chance.random() < 0.5, job, titles, idea))
    return made
