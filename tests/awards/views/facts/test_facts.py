"""The pages of facts: typed, pasted, uploaded, refused with what was typed kept; lists whose queries do not grow."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.models import Absence, Attestation, Initiative, Matter, PersonFacts, Ranking, SchoolFacts
from tests.awards.facts_of import worker
from tests.cast import Cast
from thidua.models import AuditEvent
from thidua.trail.export import as_workbook


def grid_of(cast: Cast) -> str:
    return f"/du-kien/truong/{cast.schools[1].pk}/"


def test_cells_are_saved_and_a_conflict_is_answered(cast: Cast) -> None:
    with cast.at_work("secretary"):
        staff = worker(cast, "Lê Thị An", "LDTT").staff_id
    client, cell = cast.browser("secretary"), f"{staff}.rank.2023-2024"
    url = grid_of(cast) + "o/"
    saved = client.post(url, {f"c.{cell}": "hoàn thành tốt", f"s.{cell}": ""})
    assert saved.status_code == 200
    assert saved.json()["cells"][cell] == {"value": "HTT", "by": "Đặng Thu Thảo", "note": ""}
    late = cast.browser("principal").post(url, {f"c.{cell}": "HTXS", f"s.{cell}": ""})
    assert late.status_code == 409 and "Đặng Thu Thảo vừa sửa" in late.json()["message"]
    assert client.post(url, {f"c.{cell}": "giỏi", f"s.{cell}": "HTT"}).status_code == 422
    page = " ".join(client.get(grid_of(cast)).content.decode().split())
    assert f'name="c.{cell}" value="HTT"' in page and "Đã xếp loại 1/1 người" in page
    typed = client.post(grid_of(cast), {f"c.{cell}": "HTXS", f"s.{cell}": "HTT"})
    assert typed.status_code == 302 and client.post(grid_of(cast), {f"c.{cell}": "x"}).status_code == 422
    leader = cast.browser("leader").get(grid_of(cast)).content.decode()
    assert "HTXS" in leader and "data-grid" not in leader
    assert cast.browser("leader").post(grid_of(cast), {f"c.{cell}": "HT", f"s.{cell}": "HTXS"}).status_code == 403


def test_the_template_comes_back_filled(cast: Cast) -> None:
    with cast.at_work("secretary"):
        worker(cast, "Lê Thị An", "LDTT", born=date(1980, 5, 1))
    client = cast.browser("secretary")
    template = client.get(grid_of(cast) + "mau/")
    assert template.status_code == 200 and template.content[:2] == b"PK"
    heads = ["STT", "Họ và tên", "Ngày sinh", "Xếp loại 2023-2024", "Nghỉ dài, đi học"]
    good = as_workbook("Dữ kiện", heads, [5] * 5, [["1", "Lê Thị An", "01/05/1980", "HTT", "TS"]])
    bad = as_workbook("Dữ kiện", heads, [5] * 5, [["1", "Lê Thị An", "01/05/1980", "tốt lắm", ""]])
    refused = client.post(grid_of(cast) + "tep/", {"file": SimpleUploadedFile("a.xlsx", bad)})
    assert refused.status_code == 422 and "ô D2: “tốt lắm” không phải mức xếp loại" in refused.content.decode()
    assert client.post(grid_of(cast) + "tep/", {"file": SimpleUploadedFile("a.xlsx", good)}).status_code == 302
    assert client.post(grid_of(cast) + "tep/", {"file": SimpleUploadedFile("a.xlsx", b"abc")}).status_code == 422
    with cast.at_work("secretary"):
        assert Ranking.objects.get().level == "HTT" and Absence.objects.get().kind == "maternity"
        assert AuditEvent.objects.filter(verb="xuất dữ kiện xét").count() == 1


def test_forms_keep_what_was_typed_and_write(cast: Cast) -> None:
    with cast.at_work("secretary"):
        staff = worker(cast, "Lê Thị An", "LDTT").staff_id
    school, secretary, principal = cast.schools[1].pk, cast.browser("secretary"), cast.browser("principal")
    new = f"/sang-kien/truong/{school}/them/"
    work = {"staff": staff, "year_code": "2023-2024", "kind": "SK", "name": "Góc mở", "level": "co_so"}
    refused = secretary.post(new, {**work, "state": "recognised"})
    assert refused.status_code == 422 and 'value="Góc mở"' in refused.content.decode()
    assert "Ghi ngày công nhận." in refused.content.decode()
    assert secretary.post(new, {**work, "state": "submitted"}).status_code == 302
    assert secretary.post(f"/sang-kien/truong/{school}/da-du/").status_code == 403  # a secretary prepares
    assert principal.post(f"/sang-kien/truong/{school}/da-du/").status_code == 302
    assert secretary.post(f"/du-kien/truong/{school}/tieu-chi/", {"seen": ""}).status_code == 403
    ticks = {"seen": "", "everybody": "conduct", f"a.{staff}.spirit": "on"}
    assert principal.post(f"/du-kien/truong/{school}/tieu-chi/", ticks).status_code == 302
    facts = {"version": 0, "rank": "HTT", "exceeded_targets": "yes", "rank_in_block": "0"}
    own = f"/du-kien/truong/{school}/don-vi/sua/"
    assert principal.post(own, facts).status_code == 422
    assert principal.post(own, {**facts, "rank_in_block": "1", "attested": ["united"]}).status_code == 302
    assert principal.post(own, {**facts, "rank_in_block": "2"}).status_code == 409
    matter = {"staff": "school", "kind": "inspection", "opened_on": "2023-09-01", "outcome": ""}
    assert principal.post(f"/ky-luat/truong/{school}/viec-moi/", matter).status_code == 302
    with cast.at_work("secretary"):
        assert Initiative.objects.get().name == "Góc mở" and SchoolFacts.objects.get().rank_in_block == 1
        assert set(Attestation.objects.values_list("criterion", flat=True)) == {"conduct", "spirit", "united"}
        assert Matter.objects.get().staff is None
    for page in (f"/sang-kien/truong/{school}/", f"/du-kien/truong/{school}/don-vi/", f"/ky-luat/truong/{school}/"):
        assert principal.get(page).status_code == 200


def test_service_years_are_typed_refused_kept_and_shown(cast: Cast) -> None:
    with cast.at_work("secretary"):
        staff = worker(cast, "Lê Thị An", "NGUT").staff_id
        other = worker(cast, "Trần Thị Ba", place=2).staff_id
    client, page = cast.browser("secretary"), f"{grid_of(cast)}nguoi/{staff}/tham-nien/"
    assert "Chưa ghi gì" in client.get(page).content.decode()
    typed = {"version": 0, "teaching_years": "21", "sector_years": "20", "other_merits": ["dot_xuat", "dong_gop"]}
    refused = client.post(f"{page}sua/", typed)
    body = refused.content.decode()
    assert refused.status_code == 422 and "Số năm giảng dạy (21) nhiều hơn" in body and 'value="21"' in body
    assert client.post(f"{page}sua/", typed | {"teaching_years": "x"}).status_code == 422
    good = typed | {"teaching_years": "15", "outsider": "no", "retired_on": "2024-06-01"}
    assert client.post(f"{page}sua/", good).status_code == 302
    assert client.post(f"{page}sua/", good).status_code == 409
    shown = client.get(page).content.decode()
    assert "Thành tích đột xuất, Đóng góp" in shown and "01/06/2024" in shown and "Đặng Thu Thảo" in shown
    assert "checked" in client.get(f"{page}sua/").content.decode()
    with cast.at_work("secretary"):
        assert PersonFacts.objects.get().outsider is False
    leader = cast.browser("leader")
    assert "Sửa dữ kiện" not in leader.get(page).content.decode() and leader.get(f"{page}sua/").status_code == 403
    assert client.get(f"{grid_of(cast)}nguoi/{other}/tham-nien/").status_code == 404
    row = client.get("/api/v1/person-facts/?year=2023-2024").json()["results"][0]
    assert row["teaching_years"] == 15 and row["other_merits"] == ["dot_xuat", "dong_gop"]


def test_a_movement_is_typed_whole(cast: Cast) -> None:
    client, own = cast.browser("principal"), f"{grid_of(cast)}don-vi/"
    theme = {"version": 0, "theme_name": "Trường học hạnh phúc", "theme_years": "3", "theme_leads": "yes"}
    refused = client.post(f"{own}sua/", theme)
    assert refused.status_code == 422 and "đã tổng kết hay chưa" in refused.content.decode()
    more = {"theme_final": "yes", "theme_launched_by": "tinh", "other_merits": ["none"], "published_on": "2023-10-01"}
    assert client.post(f"{own}sua/", theme | more).status_code == 302
    page = client.get(own).content.decode()
    assert "Ủy ban nhân dân tỉnh, thành phố" in page and "Không có thành tích nào khác" in page
    assert client.get("/api/v1/school-facts/").json()["results"][0]["other_merits"] == []


def test_queries_do_not_grow_with_people(cast: Cast) -> None:
    client = cast.browser("secretary")
    counts = []
    for add in (2, 10):
        with cast.at_work("secretary"):
            for number in range(add):
                worker(cast, f"Nguyễn Thị {add}{chr(65 + number)}", "LDTT")
        for url in (grid_of(cast), f"{grid_of(cast)}tieu-chi/", f"/sang-kien/truong/{cast.schools[1].pk}/"):
            client.get(url)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200
            counts.append(len(asked))
    assert counts[:3] == counts[3:]


def test_rankings_and_initiatives_over_the_api(cast: Cast) -> None:
    with cast.at_work("secretary"):
        staff = worker(cast, "Lê Thị An", "LDTT").staff_id
    client, school = cast.browser("secretary"), cast.schools[1].pk
    url, kind = f"/api/v1/schools/{school}/rankings/2023-2024/", "application/json"
    put = client.put(url, {"rankings": [{"staff": staff, "level": "HTT"}]}, kind)
    assert put.status_code == 200 and put.json()[0]["level"] == "HTT"
    assert client.put(url, {"rankings": [{"staff": staff, "level": "HT"}]}, kind).status_code == 409
    assert client.get("/api/v1/rankings/?year=2023-2024").json()["count"] == 1
    body = {"staff": staff, "school": school, "year_code": "2023-2024", "name": "Góc mở"}
    made = client.post("/api/v1/initiatives/", body, kind)
    assert made.status_code == 201, made.content
    row = f"/api/v1/initiatives/{made.json()['id']}/"
    known = {"version": 1, "state": "recognised", "recognised_on": "2023-10-01", "recognised_by": "Hiệu trưởng"}
    assert client.patch(row, known, kind).json()["state"] == "recognised"
    assert client.patch(row, known | {"name": "Khác"}, kind).status_code == 409
    assert client.patch(row, {"name": "Khác"}, kind).status_code == 400
    for name in ("absences", "attestations", "school-facts", "person-facts"):
        assert client.get(f"/api/v1/{name}/").status_code == 200
    assert cast.browser("leader").put(url, {"rankings": []}, kind).status_code == 403
