"""What headings of site files mean: words seen in open data of French cities, and in offices' own lists.

Articles and units are left out of headings before they are compared, accents and case too.
"""

from otp_desktop.exchange.headings import Meaning
from otp_desktop.exchange.position_meanings import POSITION_MEANINGS

_NOT_A_NAME = (
    "rue voie commune ville quartier arrondissement contact directeur responsable gestionnaire voirie user "
    "academie departement region maire president circonscription fichier unite"
)

SITE_MEANINGS = (
    *POSITION_MEANINGS,
    Meaning(
        "name",
        "nom point|nom site|nom etablissement|libelle etablissement|nom officiel|appellation officielle|denomination|"
        "denomination principale|raison sociale|nom equipement|nom ecole|nom usuel|nom poste|nom lieu|nom long|"
        "nom complet|nom college|nom lycee|nom structure|nom mairie|nom creche|nom gymnase|nom installation|"
        "point ecole|intitule|designation|libelle|appellation|nom|name|site name|school name|title|site|"
        "point|poste|ecole|etablissement|equipement|lieu|lib|school|carrefour|intersection|croisement",
        never=_NOT_A_NAME + " type code numero num id identifiant rang danger date annee adresse nature categorie "
        "secteur statut",
    ),
    Meaning(
        "address",
        "adresse|adresse postale|adresse complete|adresse 1|adresse1|adresse principale|adresse uai|adr|address|addr|"
        "street address|full address|libelle adresse|adresse etablissement|adresse ligne 1|adresse administrative",
        never="housenumber street postcode city "
        "mail email web internet courriel electronique ip url complement code id 2 3",
    ),
    Meaning("street_number", "numero voie|num voie|numvoie|no voie|street number|housenumber|house number"),
    Meaning("street_number", "numero|num|n|no", exact=True),
    Meaning("street_kind", "type voie|typvoie|nature voie|typevoie"),
    Meaning("street_name", "nom voie|nomvoie|libelle voie|lib voie|street name|nom rue|addr street"),
    Meaning("street_name", "voie|rue|street", exact=True),
    Meaning("postal_code", "code postal|cp|codepostal|postal code|postcode|zip|zip code|zipcode|code post"),
    Meaning(
        "city",
        "commune|ville|nom commune|libelle commune|localite|city|town|municipalite|lib commune",
        never="code insee",
    ),
    Meaning(
        "zone",
        "code insee|insee|codeinsee|code insee number|code commune|c arinsee|code insee arrondissement|code com|depcom|"
        "insee code|zone",
    ),
    Meaning(
        "arrondissement",
        "arrondissement|ardt|arrdt|arrond|arr|num arrondissement|numero arrondissement|c ar|l ar|zone arrondissement|"
        "nom arrondissement|libelle arrondissement|district|arrondissements",
    ),
    Meaning(
        "kind",
        "type etablissement|type site|type point|type poste|nature|nature uai|nature uai libe|type|categorie|kind|"
        "libelle nature|type equipement|type ecole|category|school type|type structure",
        never="annee voie geometrie",
    ),
    Meaning(
        "danger_rank",
        "rang danger|rang dangerosite|danger|dangerosite|niveau danger|niveau dangerosite|degre dangerosite|"
        "danger rank|niveau risque|risque|risk",
        never="nom",
    ),
    Meaning("danger_rank", "rang|rank|priorite|priority|cotation", never="nom", sure=False),
    Meaning("zone", "zone", sure=False),
    Meaning(
        "note",
        "observations|observation|remarque|remarques|commentaire|commentaires|note|notes|consigne|consignes|"
        "comment|comments",
    ),
    Meaning(
        "code",
        "code point|code site|code poste|reference point|ref point|numero point|num point|site code|"
        "code ecole point|code|ref|reference",
        exact=True,
    ),
    Meaning(
        "register",
        "numero uai|code uai|uai|identifiant etablissement|identifiant uai|rne|code rne|numero uai etab|"
        "siret|numero siret|code finess|finess|numero finess|identifiant bpe|uai code",
        never="tutelle mere",
    ),
)

SCHOOL_WORDS = frozenset(
    (
        "ecole",
        "ecoles",
        "maternelle",
        "maternelles",
        "elementaire",
        "elementaires",
        "primaire",
        "primaires",
        "polyvalent",
        "polyvalente",
        "polyvalents",
        "polyvalentes",
        "college",
        "colleges",
        "lycee",
        "lycees",
        "scolaire",
        "scolaires",
        "school",
        "schools",
        "nursery",
        "kindergarten",
        "poly",
        "elem",
    )
)
MOBILE_WORDS = frozenset(("mobile", "patrouille", "patrol"))
SECTOR_WORDS = frozenset(("secteur", "sector", "zone"))
FIXED_WORDS = frozenset(("fixe", "fixed", "poste", "statique"))
STREET_WORDS = frozenset(
    (
        "rue",
        "avenue",
        "av",
        "boulevard",
        "bd",
        "bld",
        "place",
        "pl",
        "quai",
        "impasse",
        "allee",
        "passage",
        "square",
        "cite",
        "cours",
        "route",
        "chemin",
        "villa",
        "sentier",
        "street",
        "road",
        "esplanade",
        "faubourg",
    )
)
