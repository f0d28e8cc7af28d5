"""Makes the demonstration's files, ``resources/demo``: a fictitious roll and fictitious school points of Paris.

Seeded: the same files each time. Names are drawn from lists of common names and meet by chance; streets are invented.
Only the positions of the town halls, rounded to a hundred metres, are real: they are the bases of the units.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from shapely import Point
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from otp_desktop.domain.sites import LayerFeature, LayerKind
from otp_desktop.maps.basemap import schematic_layers

SEED = 2026
POINTS = 350
AGENTS = 463
FOLDER = Path(__file__).parents[1] / "resources" / "demo"
NOTICE = "donnée fictive"
SITE_NOTICE = "Point fictif de démonstration."

# Share of the points of each arrondissement, 1 to 20: about as its schools are spread.
WEIGHTS = (4, 5, 7, 6, 11, 8, 9, 7, 12, 18, 26, 24, 32, 23, 33, 20, 26, 36, 38, 35)
# Out of a hundred points, those of each danger rank, 1 to 5.
DANGER = (4, 20, 36, 28, 12)
MARGIN_DEGREES = 0.0012  # no point on the border of an arrondissement, nor of a wood
SPACING_DEGREES = 0.0013  # about 120 m between two points

TOWN_HALLS = {
    "DTPC": ("Division territoriale Paris Centre", 48.864, 2.361),
    "DT05": ("Division territoriale du 5e", 48.846, 2.345),
    "DT06": ("Division territoriale du 6e", 48.851, 2.333),
    "DT07": ("Division territoriale du 7e", 48.857, 2.320),
    "DT08": ("Division territoriale du 8e", 48.878, 2.318),
    "DT09": ("Division territoriale du 9e", 48.873, 2.340),
    "DT10": ("Division territoriale du 10e", 48.872, 2.357),
    "DT11": ("Division territoriale du 11e", 48.859, 2.380),
    "DT12": ("Division territoriale du 12e", 48.841, 2.388),
    "DT13": ("Division territoriale du 13e", 48.832, 2.356),
    "DT14": ("Division territoriale du 14e", 48.833, 2.327),
    "DT15": ("Division territoriale du 15e", 48.841, 2.300),
    "DT16": ("Division territoriale du 16e", 48.864, 2.277),
    "DT17": ("Division territoriale du 17e", 48.885, 2.322),
    "DT18": ("Division territoriale du 18e", 48.892, 2.344),
    "DT19": ("Division territoriale du 19e", 48.883, 2.382),
    "DT20": ("Division territoriale du 20e", 48.865, 2.399),
}
UNIT_OF_DISTRICT = {district: "DTPC" if district <= 4 else f"DT{district:02d}" for district in range(1, 21)}


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split(","))


WAYS = ("rue", "rue", "rue", "rue", "avenue", "boulevard", "place", "allée", "passage", "square")
STREETS = _listed("""
    des Tilleuls, des Hirondelles, de la Fontaine-Claire, du Puits-Fleuri, des Marronniers, de l’Horloge, du
    Vieux-Lavoir, des Cerisiers, de la Lanterne, des Trois-Moulins, du Verger, des Alouettes, de la Roseraie, du
    Jardinier, des Glycines, de l’Écluse, des Imprimeurs, du Ruisseau-Vert, des Acacias, de la Grande-Ourse, des
    Vignerons, du Tambour, des Écoliers, de la Marelle, du Cerf-Volant, des Mésanges, de l’Encrier, du
    Tableau-Noir, des Noisetiers, de la Boussole, du Manège, des Charpentiers, de l’Olivier, du Moineau, des
    Saules, de la Clairière, du Relais, des Porteurs-d’Eau, de la Mappemonde, du Coquelicot
""")
FIRST_NAMES = _listed("""
    Adèle, Amina, Anaïs, Antoine, Aurélie, Bastien, Benoît, Camille, Céline, Chloé, Clément, Damien, Djamila,
    Élise, Émilie, Fabien, Fatou, Florence, Gaëlle, Grégory, Hélène, Hugo, Inès, Ibrahim, Jérôme, Julie, Karim,
    Laëtitia, Léa, Loïc, Lucas, Maëlle, Malika, Mathieu, Maxime, Mehdi, Nadège, Nathalie, Nicolas, Noémie,
    Olivier, Ophélie, Pauline, Quentin, Raphaël, Rémi, Sabrina, Salomé, Sébastien, Sofia, Stéphane, Sylvain, Théo,
    Thomas, Valérie, Victor, Yannick, Zoé
""")
LAST_NAMES = _listed("""
    Alibert, Aubry, Bâcle, Barreau, Belmont, Benali, Besson, Bouchard, Briand, Cadiou, Castel, Chauvin, Cissé,
    Collinet, Corbin, Da Costa, Delaunay, Delmas, Diallo, Drouet, Dufresne, Duval, Évrard, Fabre, Ferrand,
    Fontanel, Gallet, Garrigue, Gauthier, Girard, Guérin, Haddad, Hamelin, Hébert, Jacquemin, Joly, Kaci, Laforêt,
    Lambert, Langlois, Le Goff, Lemoine, L’Hermitte, Mahé, Maillard, Marchand, Mercier, Meunier, Monteil, Morvan,
    Navarro, N’Diaye, Nguyen, Noël, Ollivier, Pasquier, Perrin, Picard, Prévost, Quéré, Renaud, Ribeiro, Rolland,
    Roussel, Saïdi, Sauvage, Simonet, Tanguy, Texier, Traoré, Vasseur, Verdier, Vidal, Weber, Ximénès, Yilmaz,
    Zeller
""")

CORPS = (("PM", 58), ("ASP", 30), ("AAS", 12))
GRADES = {
    "PM": ("gardien-brigadier", "gardien-brigadier", "brigadier-chef principal", "chef de service"),
    "ASP": ("agent de surveillance", "agent principal"),
    "AAS": ("agent d’accueil", "agent principal"),
}


def main() -> None:
    random = Random(SEED)
    FOLDER.mkdir(parents=True, exist_ok=True)
    sites = list(school_points(random))
    _write("sites.csv", sites)
    agents = list(roll(random))
    _write("agents.csv", agents)
    _write("absences.csv", list(absences(random, [agent["Matricule"] for agent in agents])))
    units = [
        {"code": code, "name": name, "latitude": latitude, "longitude": longitude}
        for code, (name, latitude, longitude) in TOWN_HALLS.items()
    ]
    text = json.dumps({"notice": NOTICE, "units": units}, ensure_ascii=False, indent=1)
    (FOLDER / "units.json").write_text(text + "\n", encoding="utf-8")


def school_points(random: Random) -> Iterator[dict[str, str]]:
    ranks = _spread(random, DANGER, POINTS)
    for district, count in enumerate(_shares(WEIGHTS, POINTS), start=1):
        polygon = _district(district)
        taken: list[Point] = []
        streets = random.sample([f"{way} {name}" for way in sorted(set(WAYS)) for name in STREETS], count)
        for number, street in enumerate(streets, start=1):
            place = _free_place(random, polygon, taken)
            yield {
                "Code": f"E{district:02d}-{number:03d}",
                "Nom": f"Point école n° {number} – {street}",
                "Type": "école",
                "Adresse": f"{random.randrange(1, 90)} {street}, 750{district:02d} Paris",
                "Arrondissement": f"751{district:02d}",
                "Latitude": f"{place.y:.5f}",
                "Longitude": f"{place.x:.5f}",
                "Rang de danger": str(next(ranks)),
                "Observation": SITE_NOTICE,
            }


def roll(random: Random) -> Iterator[dict[str, str]]:
    names = random.sample([(last, first) for last in LAST_NAMES for first in FIRST_NAMES], AGENTS)
    shares = enumerate(_shares(WEIGHTS, AGENTS), start=1)
    units = [UNIT_OF_DISTRICT[district] for district, count in shares for _ in range(count)]
    corps = _spread(random, [share for _, share in CORPS], AGENTS)
    for rank, ((last, first), unit) in enumerate(zip(names, units, strict=True)):
        body = CORPS[next(corps) - 1][0]
        grade = random.choice(GRADES[body])
        yield {
            "Matricule": f"{900_001 + rank * 7}",
            "Nom": last,
            "Prénom": first,
            "Corps": body,
            "Grade": grade,
            "Unité": unit,
            "Habilitations": "; ".join(_qualifications(random, body, grade)),
            "Mention": NOTICE,
        }


def absences(random: Random, numbers: Sequence[str]) -> Iterator[dict[str, str]]:
    """A week's leave for some, and a day of training on the Tuesday for others."""
    away = random.sample(list(numbers), 46)
    for number in away[:20]:
        yield _absence(number, "2026-08-29 00:00", "2026-09-07 00:00", "congé annuel")
    for number in away[20:38]:
        yield _absence(number, "2026-09-01 08:00", "2026-09-01 17:00", "formation")
    for number in away[38:]:
        yield _absence(number, "2026-09-03 00:00", "2026-09-05 00:00", "congé annuel")


def _absence(number: str, start: str, end: str, reason: str) -> dict[str, str]:
    return {"Matricule": number, "Début": start, "Fin": end, "Motif": reason, "Mention": NOTICE}


def _qualifications(random: Random, body: str, grade: str) -> Iterator[str]:
    if grade in {"brigadier-chef principal", "chef de service"}:
        yield "chef d’équipe"
    if random.random() < 0.35:
        year = random.choice((2025, 2026, 2026))
        yield f"premiers secours ({random.randrange(1, 29):02d}/0{random.randrange(1, 8)}/{year}-31/12/{year + 1})"
    if random.random() < 0.5:
        yield "conducteur"
    if body == "PM" and random.random() < 0.08:
        yield "motocycliste (01/01/2026-31/12/2028)"
    if body == "PM" and random.random() < 0.03:
        yield "maître-chien (01/03/2026-28/02/2027)"


def _shares(weights: Sequence[int], total: int) -> list[int]:
    """Whole shares that add up to the total, by largest remainder."""
    exact = [total * weight / sum(weights) for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda place: shares[place] - exact[place])
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares


def _spread(random: Random, weights: Sequence[int], total: int) -> Iterator[int]:
    """The ranks 1, 2, … in these shares, shuffled."""
    ranks = [rank for rank, share in enumerate(_shares(weights, total), start=1) for _ in range(share)]
    random.shuffle(ranks)
    return iter(ranks)


def _district(number: int) -> BaseGeometry:
    """The arrondissement without its wood, and a little inside its border."""
    code = f"751{number:02d}"
    (district,) = (_shape(feature) for feature in _features(LayerKind.ARRONDISSEMENTS) if feature.code == code)
    woods = unary_union([_shape(feature) for feature in _features(LayerKind.OTHER)])
    return district.difference(woods).buffer(-MARGIN_DEGREES)


def _features(kind: LayerKind) -> list[LayerFeature]:
    return [feature for layer in schematic_layers() if layer.kind is kind for feature in layer.features]


def _shape(feature: LayerFeature) -> BaseGeometry:
    return shape(dict(feature.geometry))


def _free_place(random: Random, polygon: BaseGeometry, taken: list[Point]) -> Point:
    west, south, east, north = polygon.bounds
    while True:
        place = Point(random.uniform(west, east), random.uniform(south, north))
        if polygon.contains(place) and all(place.distance(other) > SPACING_DEGREES for other in taken):
            taken.append(place)
            return place


def _write(name: str, rows: Sequence[dict[str, str]]) -> None:
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
