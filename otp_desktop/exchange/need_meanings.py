"""What headings of files of needs and of assignments mean."""

from otp_desktop.exchange.headings import Meaning
from otp_desktop.exchange.time_columns import TIME_MEANINGS

NEED_CODE = Meaning(
    "need", "code besoin|besoin|reference besoin|ref besoin|id besoin|numero besoin|need|need code|need id"
)
SITE = Meaning(
    "site",
    "code point|code site|code poste|code ecole|point|site|poste|lieu|ecole|etablissement|point ecole|nom point|"
    "nom site|nom poste|nom ecole|site code|site name|location|place|secteur",
    never="latitude longitude adresse prise fin",
)
ROLE = Meaning("role", "role|fonction|role ligne|ligne role|code role|mission|poste tenu|role code|function")

NEED_MEANINGS = (
    NEED_CODE,
    Meaning("need", "code|reference|ref|id|identifiant", exact=True),
    SITE,
    *TIME_MEANINGS,
    ROLE,
    Meaning(
        "count",
        "effectif|effectif demande|effectif souhaite|effectif requis|nombre|nombre agents|nb agents|nb|agents|"
        "count|heads|required|headcount|agents demandes",
        never="minimum mini min manquant",
    ),
    Meaning("minimum", "minimum|mini|min|effectif minimum|effectif mini|effectif min|nombre minimum|minimum heads"),
    Meaning(
        "qualifications",
        "habilitations|habilitation|qualifications|qualification|competences|competence|skills|aptitudes",
    ),
    Meaning("corps", "corps|cadre emplois|corps admis|corps autorises|body"),
    Meaning("priority", "priorite|priority|niveau priorite|rang priorite"),
    Meaning("label", "libelle|intitule|designation|objet|label|nom besoin|libelle besoin|title|description"),
    Meaning("burden", "penibilite|charge|points penibilite|burden|poids"),
    Meaning("relieved", "releve|pause relevee|pauses relevees|relieved"),
    Meaning("group", "groupe|group|groupe continuite|meme equipe"),
    Meaning("wave", "vague|wave"),
    Meaning("call_sign", "indicatif|indicatif radio|indicatif equipage|call sign|callsign"),
    Meaning("channel", "canal|canal radio|frequence|conference radio|channel|radio channel|radio"),
    Meaning(
        "equipment", "materiel|materiel demande|equipement|equipements|equipement demande|dotation|equipment|kit|gear"
    ),
    Meaning(
        "meeting_place",
        "rendez vous|lieu rendez vous|point rendez vous|rdv|lieu rdv|point rdv|point rassemblement|lieu rassemblement|"
        "meeting point|meeting place|rendezvous",
        never="heure minutes",
    ),
    Meaning(
        "meeting_minutes",
        "heure rendez vous|heure rdv|heure rassemblement|minutes rendez vous|rdv minutes avant|"
        "rendez vous minutes avant debut|meeting time|meeting minutes",
    ),
    Meaning("instructions", "consigne|consignes|consignes particulieres|instructions|orders"),
)

STAFF_NUMBER = Meaning(
    "staff_number",
    "matricule|numero matricule|no matricule|n matricule|num matricule|matricule agent|numero agent|num agent|id agent|"
    "code agent|identifiant agent|staff number|badge|rio|agent|agent id|agent number|personnel number|staff id",
    never="nom prenom name",
)

ASSIGNMENT_MEANINGS = (
    STAFF_NUMBER,
    NEED_CODE,
    SITE,
    *TIME_MEANINGS,
    ROLE,
    Meaning("locked", "verrouille|verrouillee|verrou|bloque|fige|locked|lock|fixe"),
)
