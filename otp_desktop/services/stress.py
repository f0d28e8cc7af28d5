"""The stress test of the draft: which posts fall when some agents do not come, and the reserve to hold."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from otp_desktop.domain.operations import Need
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.zones import zone_name
from otp_desktop.services.lists import Value
from otp_desktop.services.problems import judged_problem, planning_row
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import Sentence, _, sentence
from otp_desktop.texts.formats import number

if TYPE_CHECKING:
    from otp_desktop.planning.side_process import SideProcess
    from otp_desktop.planning.stress import StressResult

SHARE = 0.95  # of the draws that the reserve covers
MODEL = sentence(
    "Each agent is absent for a whole day with the rate of the unit, independently of the others. Nobody is moved: "
    "what falls is what falls at roll call. A post falls when an absence leaves a role below its minimum, or further "
    "below. The reserve covers 95% of the draws; epidemics, strikes and transport breakdowns, which hit many at once, "
    "are not in it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StressRequest:
    """``rate``: share of absent agents, from 0 to 1; ``rates`` by unit where it differs."""

    draws: int = 200
    rate: float = 0.05
    rates: Mapping[str, float] = field(default_factory=dict)
    seed: int = 1


@dataclass(frozen=True, slots=True)
class FragilePost:
    """``frequency``: share of the draws in which it falls; ``mean_missing``: heads below its minimum over all draws."""

    need: Need
    frequency: float
    mean_missing: float


@dataclass(frozen=True, slots=True)
class ReserveNeed:
    """Heads to hold ready in a zone on a day; the zone is empty for sites without one."""

    day: date
    zone: str
    heads: int


@dataclass(frozen=True)
class StressReport:
    """``posts`` that fell at least once, the most fragile first; ``fallen``: how many fell in each draw."""

    snapshot: PlanSnapshot = field(repr=False)
    request: StressRequest
    draws: int
    posts: tuple[FragilePost, ...]
    reserve: tuple[ReserveNeed, ...]
    fallen: tuple[int, ...]


class StressTest:
    """A running test. Close it, or use it as a context manager: its process ends with it."""

    def __init__(self, snapshot: PlanSnapshot, request: StressRequest, process: "SideProcess") -> None:
        self._snapshot = snapshot
        self._request = request
        self._process = process

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def events(self) -> Iterator[int | StressReport]:
        """Draws made, and last the report. Blocks between them. Raises SideProcessDiedError."""
        for event in self._process.events():
            yield event if isinstance(event, int) else _report(self._snapshot, self._request, event)

    def stop(self) -> None:
        """The report of the draws made so far still comes through ``events()``."""
        self._process.stop()

    def close(self) -> None:
        self._process.close()

    def __enter__(self) -> "StressTest":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def start_stress_test(ws: Workspace, operation_id: int, request: StressRequest | None = None) -> StressTest:
    """Starts to draw over the draft as it is stored now. What agents do in other operations is not drawn."""
    # numpy takes a while: not at the window's start.
    from otp_desktop.planning.side_process import SideProcess
    from otp_desktop.planning.stress import StressOptions, stress

    request = request or StressRequest()
    snapshot = load_snapshot(ws, operation_id)
    problem = judged_problem(snapshot)
    own = replace(problem, needs=tuple(need for need in problem.needs if need.id in snapshot.need), locked=())
    rows = [planning_row(row) for row in snapshot.plan.assignments]
    options = StressOptions(
        draws=request.draws, rate=request.rate, rates=dict(request.rates), share=SHARE, seed=request.seed
    )
    return StressTest(snapshot, request, SideProcess(partial(stress, own, rows, options)))


def export_stress(file: Path, report: StressReport) -> Path:
    """Posts, reserve, distribution and what the model assumes, as an XLSX workbook. Raises UnwritableFileError."""
    from otp_desktop.exchange.export import ExportSheet, export_sheets  # openpyxl: not at the window's start

    days, posts = _("Day"), [_post_row(report, post) for post in report.posts]
    reserve = [(need.day, zone_name(need.zone), need.heads) for need in report.reserve]
    return export_sheets(
        file,
        (
            ExportSheet(
                _("Fragile posts"),
                (
                    _("Need"),
                    _("Post"),
                    _("Arrondissement"),
                    days,
                    _("Start"),
                    _("End"),
                    _("Falls (%)"),
                    _("Mean missing"),
                ),
                posts,
            ),
            ExportSheet(_("Reserve"), (days, _("Arrondissement"), _("Heads to hold")), reserve),
            ExportSheet(_("Distribution"), (_("Posts that fall"), _("Draws")), distribution(report)),
            ExportSheet(_("Model"), (_("Item"), _("Value")), _assumptions(report)),
        ),
    )


def distribution(report: StressReport) -> list[tuple[int, int]]:
    """How many draws have how many fallen posts, from the least to the most."""
    return sorted(Counter(report.fallen).items())


def _report(snapshot: PlanSnapshot, request: StressRequest, result: "StressResult") -> StressReport:
    return StressReport(
        snapshot=snapshot,
        request=request,
        draws=result.draws,
        posts=tuple(
            FragilePost(snapshot.need[need.need], need.falls / result.draws, need.mean_missing) for need in result.needs
        ),
        reserve=tuple(ReserveNeed(each.day, each.zone, each.heads) for each in result.reserve),
        fallen=result.fallen,
    )


def _post_row(report: StressReport, post: FragilePost) -> tuple[Value, ...]:
    need, site = post.need, report.snapshot.site.get(post.need.site)
    name, zone = (site.name, zone_name(site.zone)) if site is not None else (need.site, "")
    percent, missing = round(100 * post.frequency, 1), round(post.mean_missing, 3)
    return need.code, name, zone, need.start.date(), f"{need.start:%H:%M}", f"{need.end:%H:%M}", percent, missing


def _assumptions(report: StressReport) -> list[tuple[Value, ...]]:
    request = report.request
    return [
        (_("Model"), str(MODEL)),
        (_("Draws"), report.draws),
        (_("Seed"), request.seed),
        (_("Absent (%)"), round(100 * request.rate, 2)),
        *((unit, round(100 * rate, 2)) for unit, rate in sorted(request.rates.items())),
    ]


def fallen_sentence(report: StressReport) -> Sentence:
    """How many posts fall in the middle draw and in the worst of twenty."""
    ordered = sorted(report.fallen)
    middle = ordered[len(ordered) // 2]
    worst = ordered[min(len(ordered) - 1, int(SHARE * len(ordered)))]
    return sentence(
        "In half of the {draws} draws, at least {middle} posts fall; in the worst twentieth, at least {worst}.",
        draws=number(report.draws),
        middle=number(middle),
        worst=number(worst),
    )
