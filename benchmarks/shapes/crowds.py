"""Many agents, many heads, many kinds of either."""

from dataclasses import replace
from random import Random

from benchmarks.shapes.parts import LAW, Shape, agent, at, guard, homes, need, problem
from otp_desktop.planning.problem import Agent, AgentLimits, History, Problem, RoleLine

SKILLS = tuple(f"q{number}" for number in range(20))


def own_homes(seed: int, agents: int = 10_000, posts: int = 3_000) -> Problem:
    """One wave, each agent from his own home: one very large flow."""
    random = Random(seed)
    force = [agent(number, position=home) for number, home in enumerate(homes(random, agents))]
    posts_ = [need(number, number, at(0, 17), 6, guard(random.randint(1, 4))) for number in range(posts)]
    return problem(random, "10,000 agents from their own homes", force, posts_, 0)


def own_homes_waves(seed: int) -> Problem:
    """Three waves that one agent may serve in a duty, each agent from his own home."""
    random = Random(seed)
    force = [agent(number, number % 10, position=home) for number, home in enumerate(homes(random, 6_000))]
    posts = [
        need(wave * 1_000 + number, number, at(0, 7 + 3 * wave), 2, guard(random.randint(1, 5)))
        for wave in range(3)
        for number in range(1_000)
    ]
    return problem(random, "6,000 agents from their own homes, three waves", force, posts)


def single_heads(seed: int) -> Problem:
    """5,000 needs of one head over a week."""
    random = Random(seed)
    force = [agent(number, number % 10) for number in range(900)]
    posts = [
        need(number, number % 700, at(random.randrange(7), random.choice((6, 7, 8, 12, 14, 18, 20, 22))), 4, guard())
        for number in range(5_000)
    ]
    return problem(random, "5,000 needs of one head", force, posts)


def one_crowd(seed: int) -> Problem:
    """One need of 3,000 heads, one chief for each twenty."""
    random = Random(seed)
    force = [agent(number, number % 40, *(("leader",) if random.random() < 0.06 else ())) for number in range(3_200)]
    roles = (
        RoleLine(id="guard", count=2_850, minimum=2_000),
        RoleLine(id="chief", count=150, minimum=150, skills=("leader",)),
        RoleLine(id="medic", count=20, skills=("first aid",)),
    )
    return problem(random, "one need of 3,000 heads", force, [need(0, 0, at(5, 14), 8, roles, relieved=True)], 40)


def one_class(seed: int) -> Problem:
    """Agents whom nothing tells apart, a day of three overlapping turns."""
    random = Random(seed)
    force = [agent(number, 0) for number in range(1_000)]
    posts = [
        need(number, number % 200, at(0, 6 + random.randrange(0, 14)), random.choice((2, 3, 4)), guard(2, 1))
        for number in range(700)
    ]
    return problem(random, "all agents alike", force, posts, 1)


def all_different(seed: int) -> Problem:
    """Every agent with his own home, hours, qualifications, history."""
    random = Random(seed)
    force = [_one_of_a_kind(random, number) for number in range(600)]
    posts = [
        need(number, number % 150, at(day, hour), 4, (*guard(random.randint(1, 3), 1), *_asked(random)))
        for day in range(3)
        for number, hour in ((day * 300 + place, random.choice((6, 7.5, 10, 13, 16, 20))) for place in range(300))
    ]
    return problem(random, "every agent his own class", force, posts)


def _one_of_a_kind(random: Random, number: int) -> Agent:
    return agent(
        number,
        number % 10,
        *random.sample(SKILLS, random.randint(0, 6)),
        position=homes(random, 1)[0],
        limits=AgentLimits(week_minutes=random.randint(300, 2880), total_minutes=random.randint(300, 3000)),
        history=History(burden=random.random() * 10, week_minutes=tuple(random.randint(0, 2880) for _ in range(11))),
    )


def _asked(random: Random) -> tuple[RoleLine, ...]:
    if random.random() < 0.5:
        return ()
    return (RoleLine(id="special", count=1, skills=tuple(random.sample(SKILLS, random.randint(1, 2)))),)


def many_kinds(seed: int) -> Problem:
    """Thirty corps, twenty qualifications, each line asking for some of both."""
    random = Random(seed)
    corps = [f"C{number}" for number in range(30)]
    force = [
        agent(number, number % 10, *random.sample(SKILLS, random.randint(0, 8)), corps=random.choice(corps))
        for number in range(1_500)
    ]
    posts = [need(number, number % 300, at(0, 8 + 4 * (number % 3)), 4, _lines(random, corps)) for number in range(600)]
    mixes = tuple((f"C{number}", f"C{number + 1}") for number in range(0, 10, 2))
    return problem(random, "30 corps × 20 qualifications", force, posts, rules=replace(LAW, forbidden_mixes=mixes))


def _lines(random: Random, corps: list[str]) -> list[RoleLine]:
    return [
        RoleLine(
            id=f"r{number}",
            count=random.randint(1, 2),
            minimum=random.randint(0, 1),
            skills=tuple(random.sample(SKILLS, random.randint(0, 2))),
            corps=tuple(random.sample(corps, random.randint(5, 20))),
        )
        for number in range(random.randint(1, 3))
    ]


def mixed_crews(seed: int) -> Problem:
    """Three corps of which no two mix, chiefs that nobody can be, crews of six."""
    random = Random(seed)
    force = [
        agent(number, number % 10, *(("leader",) if random.random() < 0.1 else ()), corps=random.choice("XYZ"))
        for number in range(500)
    ]
    crew = (
        RoleLine(id="chief", count=1, minimum=1, skills=("leader",)),
        RoleLine(id="pilot", count=1, minimum=1, skills=("pilot",)),
        RoleLine(id="guard", count=4, minimum=2),
    )
    posts = [need(number, number, at(0, 8 + number % 5), 6, crew, relieved=True) for number in range(120)]
    mixes = (("X", "Y"), ("Y", "Z"), ("X", "Z"))
    return problem(random, "crews that no corps may mix", force, posts, rules=replace(LAW, forbidden_mixes=mixes))


CROWDS: dict[str, Shape] = {
    "own-homes": own_homes,
    "own-homes-waves": own_homes_waves,
    "single-heads": single_heads,
    "one-crowd": one_crowd,
    "one-class": one_class,
    "all-different": all_different,
    "many-kinds": many_kinds,
    "mixed-crews": mixed_crews,
}
