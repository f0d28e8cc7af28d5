"""How each document is written: ``plan`` is the part of the plan that the document speaks of.

The drawing library is imported by who prints: the window starts without it.
"""

from pathlib import Path

from otp_desktop.domain.procedure_cards import ProcedureCard
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.derogation_use import uses_of
from otp_desktop.services.legal_control import legal_control, plan_fingerprint
from otp_desktop.services.procedure_cards import cards_of_plan
from otp_desktop.services.sheet_source import SheetJob, Source


def unit_book(source: Source, plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.unit_book import write_unit_book

    return write_unit_book(plan, job.code, job.file, source.edited_at)


def agent_sheets(source: Source, _plan: PlanSnapshot, job: SheetJob) -> Path:
    return _agent_sheets(source, job)


def sheets_with_cards(source: Source, _plan: PlanSnapshot, job: SheetJob) -> Path:
    return _agent_sheets(source, job, source.cards)


def _agent_sheets(source: Source, job: SheetJob, cards: tuple[ProcedureCard, ...] = ()) -> Path:
    from otp_desktop.printing.agent_sheet import write_agent_sheets

    replaces = source.before.plan.number if source.before else 0
    return write_agent_sheets(
        source.snapshot, job.code, job.file, source.edited_at, replaces, source.agents, source.why, cards
    )


def agent_cards(source: Source, _plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.agent_cards import write_agent_cards
    from otp_desktop.printing.agent_source import AgentSource

    replaces = source.before.plan.number if source.before else 0
    cards = AgentSource(source.snapshot, replaces, source.agents)
    return write_agent_cards(cards, job.code, job.file, source.edited_at)


def service_bulletin(source: Source, plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.service_bulletin import write_service_bulletin

    plans = (source.snapshot, *source.others)
    return write_service_bulletin(plans, job.code, plan.first_days, job.file, source.edited_at)


def sign_in(source: Source, plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.sign_in import write_sign_in

    return write_sign_in(plan, job.code, job.file, source.edited_at)


def site_sheet(source: Source, plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.site_sheet import write_site_sheet

    return write_site_sheet(plan, job.code, job.file, source.edited_at)


def organisation_chart(source: Source, plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.organisation import write_organisation_chart

    return write_organisation_chart(plan, job.file, source.edited_at)


def dossier(source: Source, plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.dossier import write_dossier

    return write_dossier(plan, plan_fingerprint(source.snapshot), job.file, source.edited_at)


def chief_list(source: Source, plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.chief_list import write_chief_list

    return write_chief_list(plan, job.file, source.edited_at)


def not_held(source: Source, plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.not_held import write_not_held

    return write_not_held(plan, job.file, source.edited_at)


def legal_control_page(source: Source, plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.legal_control import write_legal_control

    return write_legal_control(plan, legal_control(plan), job.file, source.edited_at)


def derogation_decisions(source: Source, plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.derogations import write_derogation_decisions

    return write_derogation_decisions(plan, uses_of(plan), plan_fingerprint(plan), job.file, source.edited_at)


def information_notes(source: Source, plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.derogations import write_information_notes

    return write_information_notes(plan, uses_of(plan), job.file, source.edited_at)


def procedure_cards(source: Source, plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.procedure_card import write_procedure_cards

    return write_procedure_cards(plan, cards_of_plan(source.cards, plan), job.file, source.edited_at)


def change_list(source: Source, plan: PlanSnapshot, job: SheetJob) -> Path:
    from otp_desktop.printing.change_list import write_change_list

    assert source.before is not None, "there is something to compare with"
    return write_change_list(source.before, plan, job.file, source.edited_at)
