"""What properties of reference layers mean."""

from otp_desktop.exchange.headings import Meaning

PARIS_DATA = "Source : Ville de Paris – Paris Data (ODbL)"

# Sets of properties that only the city's own exports have.
PARIS_DATA_PROPERTIES = (
    frozenset(("c_ar", "c_arinsee", "l_ar", "l_aroff")),
    frozenset(("num_pave", "igds_level", "lib_level", "lib_classe")),
)

LAYER_MEANINGS = (
    Meaning(
        "zone", "c arinsee|code insee|insee|codeinsee|insee code|insee arm|insee com|code commune|code arrondissement"
    ),
    Meaning("rank", "c ar|num arrondissement|numero arrondissement|arrondissement|ardt|arr|numero|num|number|rank"),
    Meaning("label", "l ar|nom arrondissement|libelle arrondissement|libelle|label|lib classe|classe"),
    Meaning("name", "l aroff|nom officiel|nom|name|nom usuel|toponyme|denomination|nom com|nom arm|title|l qu"),
    Meaning("code", "objectid|code|id|identifiant|gid|fid|ogc fid"),
)

WATER_WORDS = frozenset(
    (
        "eau",
        "water",
        "seine",
        "marne",
        "canal",
        "bief",
        "fleuve",
        "riviere",
        "river",
        "bassin",
        "hydrographie",
        "lac",
        "plan d eau",
        "saone",
        "rhone",
        "hydro",
        "waterway",
    )
)
