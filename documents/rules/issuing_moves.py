"""What the moves of a paper ask besides their reason."""

from thidua.flow.table import Field

_DATED = Field(
    name="dated",
    label="Ngày văn bản",
    kind="day",
    required="Văn bản có số thì phải có ngày; ghi ngày ban hành.",
    wrong="Ngày không đúng; ghi ngày/tháng/năm, ví dụ 07/12/2023.",
)
FIELDS = (
    Field(
        name="number",
        label="Số",
        kind="number",
        required="Ghi số văn bản; chưa cấp số thì chưa ban hành.",
        wrong="Số văn bản là số nguyên, ví dụ 5.",
        hint="Lấy theo sổ của đơn vị ban hành, mỗi năm dương lịch bắt đầu lại từ 01.",
    ),
    Field(
        name="symbol",
        label="Ký hiệu",
        required="Ghi ký hiệu văn bản, ví dụ KH-KTĐ29-MNP3.",
        hint="Ví dụ KH-KTĐ29-MNP3.",
        longest=60,
    ),
    _DATED,
)
NUMBER_FIELDS = (
    Field(
        name="number",
        label="Số",
        kind="number",
        wrong="Số văn bản là số nguyên, ví dụ 5.",
        hint="Để trống thì lấy số tiếp theo của sổ; ghi số đã giữ nếu dùng số đó.",
    ),
    Field(
        name="symbol",
        label="Ký hiệu",
        hint="Để trống thì theo quy tắc của đơn vị, ví dụ KH-KTĐ29-MNP3.",
        longest=60,
    ),
    _DATED,
)
