"""What headings and words of rolls mean."""

from otp_desktop.exchange.headings import Meaning

AGENT_MEANINGS = (
    Meaning(
        "staff_number",
        "matricule|numero matricule|no matricule|n matricule|num matricule|matricule agent|numero agent|num agent|"
        "id agent|code agent|identifiant agent|identifiant|staff number|badge|rio|numero badge|"
        "service number|employee number|employee id|agent id|personnel number|staff id|staff no|agent number",
    ),
    Meaning(
        "last_name",
        "nom|nom famille|nom usage|nom usuel|nom naissance|patronyme|nom agent|last name|surname|family name|lastname",
        never="prenom prenoms unite service chef division grade",
    ),
    Meaning(
        "first_name", "prenom|prenoms|first name|given name|forename|firstname|prenom usuel|prenom agent", never="nom"
    ),
    Meaning(
        "full_name",
        "nom prenom|nom prenoms|nom et prenom|prenom nom|nom complet|identite|agent|full name|name",
        never="unite service chef first last family given number id",
    ),
    Meaning("corps", "corps|cadre emplois|cadre emploi|cadre d emplois|cadre|body|filiere|code corps"),
    Meaning("grade", "grade|libelle grade|rank|grade agent"),
    Meaning("unit_code", "code unite|unit code|code service|code division|unite code|sigle unite|sigle"),
    Meaning(
        "unit",
        "unite|unite affectation|unit|division|division territoriale|service|brigade|affectation|nom unite|equipe|team|"
        "libelle unite|unit name|circonscription|groupe|service affectation",
        never="code date debut fin",
    ),
    Meaning(
        "qualifications",
        "habilitations|habilitation|qualifications|qualification|competences|competence|skills|skill|"
        "aptitudes|specialites|specialite|code habilitation|code|libelle habilitation",
        never="unite postal valable jusqu debut fin date",
    ),
    Meaning(
        "start",
        "du|debut|date debut|from|start|debut absence|depuis|absent du|premier jour|start date|valable du|"
        "debut validite|valid from|date obtention|obtenue le|jour debut|date|jour",
    ),
    Meaning(
        "end",
        "au|fin|date fin|until|to|end|jusqu au|dernier jour|fin absence|end date|valable au|valable jusqu au|"
        "fin validite|valid until|expiration|date expiration|echeance|jour fin|absent jusqu au",
    ),
    Meaning(
        "reason", "motif|raison|reason|nature|type absence|motif absence|nature absence|commentaire|observation|type"
    ),
    Meaning("recallable", "rappelable|rappel possible|rappel|peut etre rappele|recallable|recall|recall possible"),
    Meaning("latitude", "latitude|lat|latitude domicile"),
    Meaning("longitude", "longitude|lon|lng|long|longitude domicile"),
    Meaning("active", "actif|active|en activite|present effectifs"),
)

ABSENCE_TITLES = frozenset(
    (
        "absence",
        "absences",
        "indisponibilite",
        "indisponibilites",
        "conge",
        "conges",
        "leave",
        "leaves",
        "unavailable",
        "indispo",
        "indispos",
    )
)
QUALIFICATION_TITLES = frozenset(
    ("habilitation", "habilitations", "qualification", "qualifications", "competences", "skills", "aptitudes")
)

# Words of a file for the qualifications that templates of operations ask for; others keep their own words.
QUALIFICATION_WORDS = {
    "leader": "leader|chef|chef groupe|chef equipe|chef secteur|chef poste|chef dispositif|encadrant|encadrement|"
    "commandement|team leader",
    "moto": "moto|motard|motocycliste|motos|motorcyclist|motorcycle|motorcycle rider|permis moto",
    "dog_handler": "cynophile|maitre chien|maitre chiens|conducteur cynophile|conducteur canin|conducteur chien|canin|"
    "dog handler|k9|dog",
    "first_aid": "secourisme|secouriste|psc1|psc 1|pse1|pse 1|pse2|pse 2|sst|premiers secours|first aid|first aider|"
    "premier secours",
    "driver": "conducteur|conduite|permis b|chauffeur|driver|conducteur vl|conducteur vehicule",
}

# The initials by which rules and templates know the corps; other words are kept as they are.
CORPS_WORDS = {
    "PM": "pm|police municipale|policier municipal|policiere municipale|agent police municipale",
    "ASP": "asp|agent surveillance paris|agente surveillance paris",
    "AAS": "aas|agent accueil surveillance|agent accueil et surveillance|agente accueil et surveillance",
    "ASVP": "asvp|agent surveillance voie publique|agente surveillance voie publique",
}

# Reasons that say of themselves that the agent may be asked to come, where a file has no column for it.
LEAVE_WORDS = frozenset(
    (
        "ca",
        "conge annuel",
        "conges annuels",
        "conges",
        "rtt",
        "jour rtt",
        "rc",
        "repos compensateur",
        "recuperation",
        "recup",
        "annual leave",
        "time off in lieu",
    )
)

YES_WORDS = frozenset(("oui", "o", "x", "vrai", "1", "true", "yes", "y", "ok"))
NO_WORDS = frozenset(("", "non", "n", "faux", "0", "false", "no"))
