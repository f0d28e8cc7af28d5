"""What headings of files of units mean."""

from otp_desktop.exchange.headings import Meaning
from otp_desktop.exchange.position_meanings import POSITION_MEANINGS

UNIT_MEANINGS = (
    *POSITION_MEANINGS,
    # A file that has it lists people, not units.
    Meaning("person", "matricule|numero matricule|matricule agent|prenom|prenoms|first name|staff number"),
    Meaning(
        "code",
        "code unite|code service|code division|code brigade|unite code|sigle unite|unit code|division code|"
        "identifiant unite|id unite|unit id|abreviation",
        never="postal insee commune",
    ),
    Meaning("code", "code|sigle|identifiant|id|ref|reference|abrege", exact=True),
    Meaning(
        "name",
        "nom unite|libelle unite|nom division|nom brigade|nom service|nom base|intitule unite|designation unite|"
        "unit name|division name|nom long|nom complet|division territoriale|libelle long|name of unit",
        never="code rue voie commune ville chef responsable contact directeur prenom",
    ),
    Meaning(
        "name",
        "unite|nom|libelle|designation|intitule|denomination|division|brigade|service|unit|name|title",
        never="code rue voie commune ville chef responsable contact directeur prenom adresse arrondissement agents "
        "effectif nombre type date secteur telephone mail etablissement ecole site",
    ),
)
