"""Is the sheet in somebody's hand still right? Answered from the code on it, with what changed since, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from otp_desktop.db.errors import RecordRemovedError
from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.agent_posts import AgentPost, change_of, posts_of
from otp_desktop.domain.force import Agent
from otp_desktop.domain.order_words import order_facts
from otp_desktop.domain.orders import Orders
from otp_desktop.domain.plans import DRAFT, Plan
from otp_desktop.domain.sheet_codes import read_sheet_code, sheet_code
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.services.errors import UnknownSheetError
from otp_desktop.services.snapshots import read_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, Sentence, sentence
from otp_desktop.texts.formats import day_and_date, time_range


class SheetState(StrEnum):
    CURRENT = "current"
    CHANGED = "changed"
    NOT_HELD = "not_held"  # the agent has no assignment any more


VERDICTS = {
    SheetState.CURRENT: N_("Current: the sheet of {agent} says what {version} says."),
    SheetState.CHANGED: N_("Out of date: the assignments of {agent} changed. Print the sheet again from {version}."),
    SheetState.NOT_HELD: N_("Out of date: {agent} has no assignment any more in {version}."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetVerdict:
    """``sentence`` says whose sheet it is and whether it stands; ``changes`` what to correct, one sentence a post."""

    state: SheetState
    agent: str
    operation: str
    sentence: Sentence
    changes: tuple[Sentence, ...] = ()


def verify_sheet(ws: Workspace, text: str) -> SheetVerdict:
    """Compares a sheet with the latest published version, or with the draft where nothing is published.

    Raises WrongSheetCodeError for a mistyped code, UnknownSheetError for a sheet of another database or of an operation
    that was removed.
    """
    code = read_sheet_code(text)
    with ws.unit_of_work() as work:
        try:
            work.operations.get(code.operation)
            agent = work.agents.get(code.agent)
        except RecordRemovedError as error:
            raise UnknownSheetError(code=text.strip()) from error
        versions = _versions(work, code.operation)
        latest = next(versions)
        if sheet_code(latest, agent) == code:
            return _verdict(latest, agent, SheetState.CURRENT)
        before = next((version for version in versions if sheet_code(version, agent) == code), None)
    state = SheetState.CHANGED if posts_of(latest, agent.staff_number) else SheetState.NOT_HELD
    return _verdict(latest, agent, state, before)


def _versions(work: UnitOfWork, operation_id: int) -> Iterator[PlanSnapshot]:
    """The latest published plan first, the draft last: what is published counts."""
    for number in (*work.plans.published(operation_id), DRAFT):
        yield read_snapshot(work, operation_id, number)


def _changes(before: PlanSnapshot, after: PlanSnapshot, staff_number: str) -> tuple[Sentence, ...]:
    """One that reads as it did differs in what is too long to repeat."""
    change = change_of(before, after, staff_number)
    gone = [(post, _post(post, before)) for post in change.left]
    new = [(post, _post(post, after)) for post in change.taken]
    alike = {str(words) for _post, words in gone} & {str(words) for _post, words in new}
    said = [
        *((post, sentence("No longer: {post}", post=words)) for post, words in gone if str(words) not in alike),
        *((post, sentence("New: {post}", post=words)) for post, words in new if str(words) not in alike),
        *(
            (post, sentence("Other instructions or address: {post}", post=words))
            for post, words in new
            if str(words) in alike
        ),
    ]
    return tuple(words for _post, words in sorted(said, key=lambda pair: pair[0].start))


def _verdict(latest: PlanSnapshot, agent: Agent, state: SheetState, before: PlanSnapshot | None = None) -> SheetVerdict:
    changes = _changes(before, latest, agent.staff_number) if before else _now(latest, agent, state)
    return SheetVerdict(
        state=state,
        agent=agent.staff_number,
        operation=latest.operation.code,
        sentence=sentence(
            VERDICTS[state], agent=f"{agent.full_name} ({agent.staff_number})", version=_version(latest.plan)
        ),
        changes=changes,
    )


def _now(latest: PlanSnapshot, agent: Agent, state: SheetState) -> tuple[Sentence, ...]:
    """What is true now, where no stored plan tells what the sheet said: it came from an earlier state of the draft."""
    if state is SheetState.CURRENT:
        return ()
    posts = posts_of(latest, agent.staff_number)
    return tuple(sentence("Now: {post}", post=_post(post, latest)) for post in posts)


def _version(plan: Plan) -> Sentence:
    return sentence("the draft") if plan.is_draft else sentence("version {number}", number=plan.number)


def _post(post: AgentPost, snapshot: PlanSnapshot) -> Sentence:
    chief = snapshot.agent.get(post.chief)
    name = chief.full_name if chief else "—"
    if not order_facts(post.orders):
        return sentence("{post}, chief {chief}", post=_PostWords(post), chief=name)
    return sentence(
        "{post}, chief {chief}, {orders}", post=_PostWords(post), chief=name, orders=_OrderWords(post.orders)
    )


@dataclass(frozen=True, slots=True)
class _PostWords:
    """Day, times, place and role, put into words in the language of whoever reads them."""

    post: AgentPost

    def __str__(self) -> str:
        post = self.post
        day, times = day_and_date(post.start.date()), time_range(post.start, post.end)
        return f"{day} {times}, {post.place or post.site} ({role_name(post.role)})"


@dataclass(frozen=True, slots=True)
class _OrderWords:
    """``indicatif Alpha 3, canal radio 12``, in the language of whoever reads them."""

    orders: Orders

    def __str__(self) -> str:
        return ", ".join(f"{term.lower()} {value}" for term, value in order_facts(self.orders))
