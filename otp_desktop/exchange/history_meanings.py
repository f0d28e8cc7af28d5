"""What headings of files of earlier work mean."""

from otp_desktop.exchange.agent_meanings import AGENT_MEANINGS
from otp_desktop.exchange.headings import Meaning

COUNTS = ("nights", "sundays", "holidays", "events", "hard_posts")
FIGURES = ("hours", *COUNTS)

HISTORY_MEANINGS = (
    *(meaning for meaning in AGENT_MEANINGS if meaning.field == "staff_number"),
    Meaning("week", "semaine|semaine du|semaine iso|numero semaine|no semaine|week|week of|iso week|week number"),
    Meaning("month", "mois|mois annee|periode mensuelle|month|month year"),
    Meaning(
        "hours",
        "heures|heures travaillees|heures effectuees|heures realisees|total heures|nombre heures|nb heures|"
        "volume horaire|temps travail|hours|hours worked|worked hours|working time",
        never="nuit nuits dimanche dimanches night nights sunday sundays debut fin start end supplementaires overtime",
    ),
    Meaning(
        "nights", "nuits|nuit|nombre nuits|nb nuits|nuits travaillees|nights|night|night duties", never="heures hours"
    ),
    Meaning(
        "sundays",
        "dimanches|dimanche|nombre dimanches|nb dimanches|dimanches travailles|sundays|sunday",
        never="heures hours feries holidays",
    ),
    Meaning(
        "holidays",
        "jours feries|feries|ferie|jour ferie|nombre feries|nb feries|feries travailles|public holidays|holidays|"
        "bank holidays",
        never="heures hours",
    ),
    Meaning(
        "events",
        "evenements|evenement|grands evenements|dispositifs|nombre evenements|nb evenements|events|event",
        never="heures hours date",
    ),
    Meaning(
        "hard_posts",
        "postes penibles|poste penible|postes difficiles|penibilite|penibilites|postes exposes|hard posts|hard post",
        never="heures hours",
    ),
)
