"""Plans rich in the cases a sheet has to stand: long names, markup, midnight, nobody, forty crews on a post."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from otp_desktop.domain.force import Absence, Agent, Unit
from otp_desktop.domain.legal_control import LegalControl, RuleState, RuleVerdict
from otp_desktop.domain.operations import Need, Operation, RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.domain.plans import Assignment, Plan
from otp_desktop.domain.sites import Layer, LayerKind, Site, SiteKind
from otp_desktop.domain.snapshot import LEADER, PlanSnapshot
from otp_desktop.texts import Sentence

EDITED_AT = datetime(2024, 8, 30, 17, 45)
SECRET = "congé maladie longue durée"
ATTRIBUTION = "Ville de Paris – Paris Data (ODbL)"
MARKUP_NAME = "<b>&Dupont</b>"
LONG_NAME = "De La Tour D’Auvergne-Lauraguais De Montmorency-Luxembourg Œ"  # 60 letters
LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochab"  # 60 letters in one word
FIRST_NAMES = ("Élise", "Noël", "François", "Zoë", "Ève-Marie", "Çelik", "Œdipe", "José")
LAST_NAMES = ("Martin", "Lefèvre", "Nguyễn", "O’Brien", "Saint-Œnne", "Ben Saïd", "Müller", "García")
SLOTS = ((8, 5, 9, 0), (14, 45, 15, 25), (16, 10, 16, 50), (16, 50, 17, 50), (17, 50, 18, 30))
FIRST_DAY = date(2024, 9, 2)

DT13 = Unit(id=1, code="DT13", name="Division territoriale 13e")
DT14 = Unit(id=2, code="DT14", name="Division territoriale 14e")


BROKEN = LegalControl(
    verdicts=(
        RuleVerdict(
            rule="RT-03",
            name=Sentence("Travail dans une vacation"),
            source=Sentence("Décret n° 2000-815, article 3"),
            state=RuleState.BROKEN,
            limit=600,
            breaches=tuple(Sentence(f"{LONG_NAME} travaille 11 h 00 le {day} septembre.") for day in range(2, 9)),
        ),
        RuleVerdict(
            rule="RT-13",
            name=Sentence("Jours de travail d’affilée"),
            source=Sentence("Règle locale"),
            state=RuleState.DEROGATED,
            limit=6,
            in_days=True,
        ),
        RuleVerdict(rule="EL-01", name=Sentence("Habilitations"), source=Sentence("Besoin"), state=RuleState.RESPECTED),
    ),
    fingerprint="0d052d842634a7f84aa21f79d6b2d271925e41b662add7616634453e5ff03b43",
)


def operation(days: int = 5) -> Operation:
    last = FIRST_DAY + timedelta(days=days - 1)
    return Operation(id=1, code="rentree-2024", name="Rentrée scolaire 2024", first_day=FIRST_DAY, last_day=last)


def agents_of(unit: str, count: int, first_number: int = 4500) -> tuple[Agent, ...]:
    return tuple(
        Agent(
            id=index + 1,
            staff_number=f"{first_number + index:06d}",
            last_name=f"{LAST_NAMES[index % 8]}-{LAST_NAMES[(index // 8 + 3) % 8]}"
            if index >= 8
            else LAST_NAMES[index],
            first_name=FIRST_NAMES[(index * 3) % 8],
            corps=("PM", "ASP")[index % 2],
            grade=("brigadier", "gardien-brigadier", "agent de surveillance")[index % 3],
            unit=unit,
        )
        for index in range(count)
    )


def schools(count: int) -> tuple[Site, ...]:
    return tuple(
        Site(
            id=index + 1,
            code=f"E13-{index + 1:02d}",
            name=f"École élémentaire Wurtz {index + 1}",
            kind=SiteKind.SCHOOL,
            address=f"{2 * index + 1} rue Wurtz",
            zone="75113",
            position=Position(48.826 + index % 6 / 300, 2.35 + index // 6 / 200),
            danger_rank=1 + index % 5,
        )
        for index in range(count)
    )


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 9, 2, hour, minute) + timedelta(days=day)


def school_needs(sites: tuple[Site, ...], days: int) -> tuple[Need, ...]:
    return tuple(
        Need(
            code=f"{site.code}/{day}/{slot}",
            site=site.code,
            start=moment(day, hour, minute),
            end=moment(day, last_hour, last_minute),
            roles=(RoleLine(code="guard", count=1, minimum=1),),
        )
        for site in sites
        for day in range(days)
        for slot, (hour, minute, last_hour, last_minute) in enumerate(SLOTS)
    )


def school_week(agents: int = 30, days: int = 5, number: int = 2) -> PlanSnapshot:
    """A unit of which each agent but every tenth holds one point all week, and a layer with its attribution."""
    force, sites = agents_of("DT13", agents), schools(agents)
    force = (*force[:-1], _absent(force[-1]))
    needs = school_needs(sites, days)
    holder = {
        site.code: agent.staff_number
        for index, (site, agent) in enumerate(zip(sites, force, strict=True))
        if index % 10 != 9
    }
    assignments = tuple(
        Assignment(agent=holder[need.site], need=need.code, role="guard") for need in needs if need.site in holder
    )
    return PlanSnapshot(
        operation=operation(days),
        plan=Plan(number=number, assignments=assignments),
        units=(DT13, DT14),
        agents=force,
        sites=sites,
        needs=needs,
        layers=(Layer(kind=LayerKind.ARRONDISSEMENTS, name="Arrondissements", attribution=ATTRIBUTION),),
    )


def _absent(agent: Agent) -> Agent:
    absence = Absence(start=moment(0, 0), end=moment(5, 0), reason=SECRET)
    return Agent(
        id=agent.id,
        staff_number=agent.staff_number,
        last_name=agent.last_name,
        first_name=agent.first_name,
        unit=agent.unit,
        absences=(absence,),
    )


def ceremony(crews: int = 40) -> PlanSnapshot:
    """One post held by many crews over midnight, one with nobody, names that try to break the page, a draft."""
    odd = (
        Agent(id=9001, staff_number="000001", last_name=MARKUP_NAME, first_name="<para>&amp;", corps="PM", unit="DT13"),
        Agent(
            id=9002,
            staff_number="000002",
            last_name=LONG_NAME,
            first_name="Anne-Élisabeth",
            grade="brigadier-chef principal",
            unit="DT13",
        ),
        Agent(id=9003, staff_number="000003", last_name=LONG_WORD, first_name="Œ", unit="DT13"),
        Agent(id=9004, staff_number="000004", last_name="محمد", first_name="李😀", unit="DT13"),
    )
    force = (*odd, *agents_of("DT14", 2 * crews - 3, first_number=7000))
    sites = (
        Site(
            code="P-1",
            name="Pont d’Iéna & <i>quai</i> Branly",
            kind=SiteKind.FIXED,
            address="Port de la Bourdonnais, au droit de la passerelle provisoire, entre l’escalier n° 4 et le « café »",
            zone="75107",
            position=Position(48.8598, 2.2925),
            danger_rank=1,
            note="Entrée par la rampe.\nPoint de rassemblement : kiosque n° 3 à 20 h 30.",
        ),
        Site(
            code="P-2",
            name="Passerelle Debilly",
            kind=SiteKind.MOBILE,
            zone="75101",
            position=Position(48.86, 2.2927),
            danger_rank=2,
        ),
        Site(code="P-3", name="Place de la Concorde", zone="92026"),
    )
    crew = (
        RoleLine(code="chief", count=1, minimum=1, qualifications=(LEADER,)),
        RoleLine(code="guard", count=2 * crews, minimum=crews),
    )
    needs = (
        Need(
            code="N1",
            site="P-1",
            start=moment(0, 22),
            end=moment(1, 5),
            roles=crew,
            relieved=True,
            label="Troisième vague",
        ),
        Need(code="N2", site="P-2", start=moment(0, 22), end=moment(1, 5), roles=crew[:1]),
        Need(code="N3", site="P-2", start=moment(1, 20), end=moment(1, 21, 30), roles=crew[:1]),
        Need(
            code="N4",
            site="P-1",
            start=moment(1, 22),
            end=moment(2, 5),
            roles=(crew[0], RoleLine(code="dog", count=2, minimum=1)),
        ),
    )
    assignments = tuple(
        Assignment(agent=agent.staff_number, need="N1", role="chief" if agent is odd[1] else "guard") for agent in force
    )
    return PlanSnapshot(
        operation=operation(2),
        plan=Plan(assignments=(*assignments, Assignment(agent="000001", need="N3", role="chief"))),
        units=(DT13, DT14, Unit(code="BRIG", name="")),
        agents=force,
        sites=sites,
        needs=needs,
    )


def told(snapshot: PlanSnapshot) -> PlanSnapshot:
    """The same plan with everything that those on its posts can be told."""
    general = replace(
        snapshot.operation,
        channel="Conférence 12",
        equipment="Gilet haute visibilité, lampe, sifflet",
        meeting_place="Cour de l’hôtel de ville, porte B",
        meeting_minutes=45,
        instructions="Tenue de cérémonie & gants <blancs>.\nCompte rendu au PC à chaque relève.",
    )
    needs = tuple(
        replace(need, call_sign=f"ALPHA {place}", instructions="Laisser passer les secours." if place % 2 else "")
        for place, need in enumerate(snapshot.needs, start=1)
    )
    return replace(snapshot, operation=general, needs=needs)
