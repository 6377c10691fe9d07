"""Words that records of a question may use for their states and kinds; any other is noted and unknown."""

GOOD_RESULTS = frozenset({"kha", "gioi", "xuat_sac", "tot", "khá", "giỏi", "xuất sắc", "tốt", "good"})
POOR_RESULTS = frozenset(
    {"trung_binh", "trung bình", "yeu", "yếu", "kem", "kém", "dat", "đạt", "khong_dat", "không đạt"}
)
POOR_RESULTS |= {"average", "below", "poor", "fail", "failed", "tb", "trung_binh_kha", "trung bình khá"}
MOVES = {
    **dict.fromkeys(("", "move", "moved", "transfer", "chuyen", "chuyen_cong_tac", "thuyen_chuyen"), ""),
    **dict.fromkeys(("secondment", "seconded", "biet_phai", "dieu_dong"), "seconded"),
    **dict.fromkeys(("waiting", "cho_phan_cong"), "waiting"),
}
AWAITED = ("proposed", "submitted", "pending")
NOT_GIVEN = (*AWAITED, "registered", "refused", "rejected")
REVOKED = ("revoked", "cancelled", "huy_bo", "thu_hoi")
WORK_STATES = ("recognised", "submitted", "refused")
GIVEN = ("recognised", "granted", "awarded", "given", "active", "valid", "approved", "da_tang", "con_hieu_luc")
