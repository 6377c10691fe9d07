"""The pages of movements and school plans, as each of the cast finds them."""

from datetime import date

import pytest

from blocks.models import Movement, PlanTask, SchoolPlan
from blocks.services.movements.movements import MOVEMENTS
from blocks.services.movements.school_plans import PLANS
from tests.blocks.services.movements.test_movements import begun
from tests.blocks.services.movements.test_school_plans import pasted
from tests.cast import Cast
from tests.movement_words import SCHEDULE
from thidua.wall.tenancy import tenant


def test_a_movement_is_made_launched_and_joined_in_the_browser(cast: Cast) -> None:
    leader = cast.browser("leader")
    data = {"name": "Bảy tốt", "aim": "Dạy tốt, học tốt", "starts_on": "01/11/2023", "ends_on": "31/05/2024"}
    wrong = leader.post("/phong-trao/moi/", data | {"ends_on": "01/01/2023"})
    assert wrong.status_code == 422 and "đứng trước ngày bắt đầu" in wrong.content.decode()
    made = leader.post("/phong-trao/moi/", data, follow=True)
    assert "Trước khi phát động còn thiếu" in made.content.decode()
    with tenant(cast.district.pk):
        movement = Movement.objects.get()
    home = f"/phong-trao/{movement.pk}/"
    for key in ("purpose", "content"):
        with tenant(cast.district.pk):
            movement.refresh_from_db()
        answer = leader.post(f"{home}loi/{key}/", {"version": movement.version, "text": "- Việc một\n- Việc hai"})
        assert answer.status_code == 302
    old = leader.post(f"{home}loi/funds/", {"version": 1, "text": "x"})
    assert old.status_code == 409 and "vừa được người khác sửa" in old.content.decode()
    assert leader.post(f"{home}phan/tieu-chi/moi/", {"participants": "", "text": "x"}).status_code == 422
    assert leader.post(f"{home}phan/tieu-chi/moi/", {"participants": "Giáo viên", "text": "x"}).status_code == 302
    yearly = {"kind": "BAO_CAO", "first": "25/11/2023", "to_whom": "Phòng", "note": ""}
    assert leader.post(f"{home}ky-hang-nam/", yearly).status_code == 302
    assert cast.browser("principal").get(home).status_code == 404
    ask = leader.get(f"{home}phat-dong/").content.decode()
    assert "được báo tin và đăng ký tham gia" in ask
    assert leader.post(f"{home}phat-dong/", {"reason": ""}).status_code == 302
    principal = cast.browser("principal")
    assert "Bảy tốt" in principal.get("/phong-trao/").content.decode()
    assert "Đăng ký tham gia phong trào Bảy tốt" in principal.get("/").content.decode()
    typed = {"version": 0, "promise": "Mỗi lớp một góc sách", "result": ""}
    joined = principal.post(f"{home}tham-gia/", typed, follow=True).content.decode()
    assert "Mỗi lớp một góc sách" in joined and "Báo cáo của trường" in joined
    assert leader.get(f"{home}tham-gia/").status_code == 403
    assert cast.browser("member").get(f"{home}sua/").status_code == 403


def test_a_plan_is_pasted_typed_and_done_in_the_browser(cast: Cast) -> None:
    secretary = cast.browser("secretary")
    assert "Lập kế hoạch theo" in secretary.get("/ke-hoach-truong/").content.decode()
    assert secretary.post("/ke-hoach-truong/lap/", {"calendar_year": "2024"}).status_code == 302
    with tenant(cast.district.pk):
        plan = SchoolPlan.objects.get()
    home = f"/ke-hoach-truong/{plan.pk}/"
    bad = secretary.post(f"{home}viec-moi/", {"text": "Tháng 3\t\tHội đồng"})
    assert bad.status_code == 422 and "Dòng 1 chưa có nội dung" in bad.content.decode()
    page = secretary.post(f"{home}viec-moi/", {"text": SCHEDULE}, follow=True).content.decode()
    assert page.count('id="viec-') == 8 and "Đã thêm 8 việc" in page
    with tenant(cast.district.pk):
        task = PlanTask.objects.order_by("position")[0]
    cell = {f"c.{task.pk}.due": "15/03/2024", f"s.{task.pk}.due": "31/03/2024"}
    answer = secretary.post(f"{home}o/", cell)
    assert answer.status_code == 200 and answer.json()["cells"][f"{task.pk}.due"]["value"] == "15/03/2024"
    assert secretary.post(f"{home}o/", cell | {f"c.{task.pk}.due": "16/03/2024"}).status_code == 409
    empty = secretary.post(f"{home}o/", {f"c.{task.pk}.content": "", f"s.{task.pk}.content": task.content})
    assert empty.status_code == 422
    assert secretary.post(f"{home}thuc-hien/", {"reason": ""}).status_code == 403
    principal = cast.browser("principal")
    assert principal.post(f"{home}thuc-hien/", {"reason": ""}).status_code == 302
    assert "Mở" in cast.browser("leader").get(home).content.decode()
    finish = {"done_on": "10/03/2024", "result": "Đã ban hành", "reason": ""}
    done = principal.post(f"/ke-hoach-truong/viec/{task.pk}/xong/", finish, follow=True).content.decode()
    assert "Đã ban hành" in done
    assert cast.browser("stranger").get(home).status_code == 404


def test_as_many_questions_for_many_rows(cast: Cast, django_assert_max_num_queries: pytest.FixtureRequest) -> None:
    with cast.at_work("principal") as by:
        movement, plan = begun(by, cast.schools[1]), pasted(cast, by)
        MOVEMENTS.make(movement, "launch", by=by)
        PLANS.make(plan, "run", by=by)
    principal = cast.browser("principal")
    for address, most in ((f"/phong-trao/{movement.pk}/", 45), (f"/ke-hoach-truong/{plan.pk}/", 30), ("/", 40)):
        with django_assert_max_num_queries(most):  # type: ignore[operator]
            assert principal.get(address).status_code == 200
    assert movement.ends_on == date(2030, 12, 31)
