"""At the door: who acts, in whose district, and whether this page is for them."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import IntegrityError, InternalError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render

from thidua import clock
from thidua.access import sessions
from thidua.access.demands import closed_to
from thidua.access.form_seat import READ_ONLY, stale, trespass
from thidua.access.seats import actors_of
from thidua.access.second_proof import has_factor, lacks_second_proof, owes_known_factor, prove_known
from thidua.access.signin import prove_again
from thidua.actors import Actor, Reads
from thidua.errors import Conflict, Denied, RuleViolation
from thidua.policy import Action, Role
from thidua.registries.wings import frame_of, note_reading
from thidua.trail.request_origin import coming_from
from thidua.wall.tenancy import NOBODY, tenant
from thidua.web.gates import gates_of
from thidua.web.kit import ArrivingRequest
from thidua.web.navigation import drawn, drawn_gear, groups

__all__ = ["Actor", "requires"]

View = Callable[..., HttpResponse]
PAGE_METHODS = ("GET", "HEAD", "POST")  # what a page answers to; the API says its own


def _origin(request: ArrivingRequest) -> tuple[str, str]:
    try:
        address = DefaultAccountAdapter(request).get_client_ip(request)
    except (PermissionDenied, ImproperlyConfigured):  # no address, or fewer proxies than the settings say
        address = ""
    return address, request.headers.get("user-agent", "")


class ActorMiddleware:
    """Puts `request.actor` (or None) and opens the transaction in which only the actor's district can be seen.

    The acting seat is the one chosen in the session, else the first one that is valid today. A 5xx answer rolls back.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: ArrivingRequest) -> HttpResponse:
        request.actor, request.seats = None, []
        if not request.user.is_authenticated:
            return self.get_response(request)
        with tenant(NOBODY, request.user.pk):
            request.seats = actors_of(request.user, clock.today())
        if (sentence := sessions.over(request.session, request.seats)) is not None:
            return _ended(request, sentence) or self.get_response(request)
        chosen = str(request.session.get("seat", ""))
        if not gates_of(request).by_link:
            request.actor = next((seat for seat in request.seats if seat.key == chosen), None) or next(
                iter(request.seats), None
            )
        if request.actor is None:
            return self.get_response(request)
        if chosen.startswith(_FOR_A_TIME) and request.actor.key != chosen:
            return _over(request)
        # written before: what follows can only read
        if request.actor.reads is not None and not gates_of(request).for_readers:
            with coming_from(*_origin(request)):
                note_reading(request.actor, request.get_full_path(), request.session)
        try:
            # Within somebody else's transaction (a test's) a refused request undoes its own part only.
            part = transaction.atomic() if connection.in_atomic_block else nullcontext()
            with coming_from(*_origin(request)), tenant(request.actor.district_id, request.user.pk), part:
                if request.actor.reads is not None:
                    with connection.cursor() as cursor:
                        cursor.execute("SET TRANSACTION READ ONLY")
                response = self.get_response(request)
                if response.status_code >= 500 or getattr(request, "undo", False):
                    transaction.set_rollback(True)
        except (IntegrityError, OperationalError) as problem:  # keys between rows are checked at the end
            if not is_clash(problem):
                raise
            return _clashed(request)
        if response.streaming:
            raise RuntimeError("a streaming answer would outlive its transaction")
        return response

    def process_view(self, request: ArrivingRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        """A form from before a hand-over is refused; a seat that decides waits for its holder's second proof.

        Pages of others (signing in) answer to the same methods as ours.
        """
        if request.method not in PAGE_METHODS and not request.path.startswith("/api/"):
            return HttpResponseNotAllowed(PAGE_METHODS)
        if problem := stale(request) or trespass(request):
            return _refused(request, problem)
        led = gates_of(request).instead_for_platform
        if led and request.actor is not None and request.actor.role is Role.PLATFORM:
            return redirect(led)
        if not gates_of(request).first_proof_enough and lacks_second_proof(request):
            if request.path.startswith("/api/"):
                return _refused(request, Denied(_SECOND_PROOF))
            if has_factor(request):
                return prove_known(request)
            messages.warning(request, _SECOND_PROOF)
            return redirect("mfa_index")
        return prove_known(request) if owes_known_factor(request) else None

    def process_exception(self, request: ArrivingRequest, problem: Exception) -> HttpResponse | None:
        """A refused deed is undone and becomes a page that says why."""
        if isinstance(problem, RuleViolation | Denied):
            request.undo = True
            return refuse(request, problem)
        if isinstance(problem, InternalError) and request.actor is not None and request.actor.reads is not None:
            request.undo, request.actor = True, None  # the transaction is gone: the frame can ask nothing more
            return refuse(request, READ_ONLY)
        return _clashed(request) if is_clash(problem) else None


_SECOND_PROOF = (
    "Vai trò này quyết định việc của nhiều đơn vị nên cần bước xác minh thứ hai. "
    "Bật ứng dụng xác thực hoặc khóa bảo mật dưới đây, rồi làm tiếp."
)


_FOR_A_TIME = (Reads.MEMBER, Reads.SUPPORT)  # rights that may end while a page is open
_NO_LONGER = "Quyền đọc ở đơn vị kia đã hết hạn hoặc đã được kết thúc. Bạn trở lại vai trò của mình."


def _over(request: ArrivingRequest) -> HttpResponse:
    """The chosen right to read has ended: back to an own seat, and told so."""
    request.session.pop("seat", None)
    request.session.pop("year", None)
    request.actor = None
    if request.path.startswith("/api/"):
        return _refused(request, Denied(_NO_LONGER))
    messages.info(request, _NO_LONGER)
    answer: HttpResponse = redirect("/")
    if request.headers.get("HX-Request"):
        answer = HttpResponse(headers={"HX-Redirect": "/"})
    return answer


def _refused(request: ArrivingRequest, problem: RuleViolation | Denied) -> HttpResponse:
    if not request.path.startswith("/api/"):
        return refuse(request, problem)
    return JsonResponse(problem.told(), status=problem.status)


def _ended(request: ArrivingRequest, sentence: str) -> HttpResponse | None:
    """Sign out; a page goes to sign in and comes back, the API is answered as to a stranger (None)."""
    back = request.get_full_path() if request.method == "GET" else "/"
    logout(request)
    request.seats = []
    if request.path.startswith("/api/") or gates_of(request).of_the_person:
        return None
    messages.info(request, sentence)
    answer: HttpResponse = redirect_to_login(back)
    if request.headers.get("HX-Request"):
        answer = HttpResponse(headers={"HX-Redirect": answer["Location"]})
    return answer


def _clashed(request: ArrivingRequest) -> HttpResponse:
    request.undo = True
    request.actor = None  # the transaction is gone: the frame of the page can ask the database nothing more
    return refuse(request, CLASH)


CLASH = Conflict("Dữ liệu liên quan vừa được người khác thay đổi; chưa có gì được ghi. Tải lại trang rồi làm lại.")


_CLASHES = {"40P01", "40001", "55P03"}  # deadlock, serialization failure, lock not available


def is_clash(problem: Exception) -> bool:
    """Whether the database refused because two people stood in each other's way."""
    if isinstance(problem, IntegrityError):
        return True
    return isinstance(problem, OperationalError) and getattr(problem.__cause__, "sqlstate", "") in _CLASHES


def refuse(request: HttpRequest, problem: RuleViolation | Denied) -> HttpResponse:
    """The page of a closed door: 403 for a person, 409 for a conflict, 422 for a rule. For the API the same as JSON."""
    if request.path.startswith("/api/"):
        return JsonResponse(problem.told(), status=problem.status)
    shown = {"message": problem.message, "basis": problem.basis}
    return render(request, "errors/refused.html", shown, status=problem.status)


def requires(action: Action) -> Callable[[View], View]:
    """The view may be opened by seats whose role may do `action`; others are sent to sign in or told who may.

    Where the policy asks again for `action`, what was sent waits until the person has given the password once more.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: ArrivingRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in PAGE_METHODS:
                return HttpResponseNotAllowed(PAGE_METHODS)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.actor is None:
                return refuse(request, Denied("Tài khoản chưa được giao vai trò nào còn hiệu lực."))
            if not request.actor.may(action):
                return refuse(request, closed_to(action))
            prove_again(request, action)
            return view(request, *args, **kwargs)

        guarded.action = action  # type: ignore[attr-defined]
        return guarded

    return wrap


def frame(request: ArrivingRequest) -> dict[str, Any]:
    """What every page's frame shows: who acts, the years, the navigation, the demo's day."""
    actor = getattr(request, "actor", None)
    shown: dict[str, Any] = {
        "actor": actor,
        "seats": getattr(request, "seats", []),
        "demo_day": clock.demo_day(),
        "today": clock.today(),
    }
    # the platform's staff work in no authority; what is drawn after a commit (allauth's messages) can ask nothing more
    if actor is not None and actor.district_id and connection.in_atomic_block:
        shown |= frame_of(actor, request.session.get("year"))
    lines = groups(actor, request.path, has_year=shown.get("year") is not None)
    return shown | {"navigation": drawn(lines), "gear": drawn_gear(lines)}
