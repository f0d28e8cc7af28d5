"""Where things are in Paris: known places, to about fifty metres."""

from collections.abc import Iterable

from otp_desktop.domain.places import Position, distance_km

TOWN_HALLS = {
    1: Position(48.8597, 2.3409),
    2: Position(48.8668, 2.3407),
    3: Position(48.8640, 2.3615),
    4: Position(48.8560, 2.3555),
    5: Position(48.8466, 2.3447),
    6: Position(48.8510, 2.3327),
    7: Position(48.8570, 2.3200),
    8: Position(48.8776, 2.3176),
    9: Position(48.8729, 2.3400),
    10: Position(48.8722, 2.3573),
    11: Position(48.8588, 2.3795),
    12: Position(48.8408, 2.3877),
    13: Position(48.8322, 2.3556),
    14: Position(48.8331, 2.3266),
    15: Position(48.8414, 2.3003),
    16: Position(48.8637, 2.2768),
    17: Position(48.8847, 2.3222),
    18: Position(48.8925, 2.3444),
    19: Position(48.8827, 2.3822),
    20: Position(48.8650, 2.3990),
}

PLACES = {
    "Alma": Position(48.8645, 2.3010),
    "Arts et Métiers": Position(48.8654, 2.3560),
    "Assemblée nationale": Position(48.8611, 2.3189),
    "Bastille": Position(48.8532, 2.3692),
    "Belleville": Position(48.8722, 2.3767),
    "Bercy": Position(48.8386, 2.3784),
    "Bibliothèque nationale": Position(48.8337, 2.3757),
    "Buttes-Chaumont": Position(48.8809, 2.3828),
    "Champ-de-Mars": Position(48.8556, 2.2986),
    "Château de Vincennes": Position(48.8428, 2.4346),
    "Châtelet": Position(48.8583, 2.3475),
    "Cité universitaire": Position(48.8206, 2.3387),
    "Clignancourt": Position(48.8975, 2.3446),
    "Concorde": Position(48.8656, 2.3212),
    "Denfert-Rochereau": Position(48.8339, 2.3324),
    "École militaire": Position(48.8524, 2.3035),
    "Étoile": Position(48.8738, 2.2950),
    "Franklin-Roosevelt": Position(48.8690, 2.3098),
    "Gambetta": Position(48.8650, 2.3990),
    "Gare d’Austerlitz": Position(48.8423, 2.3652),
    "Gare de l’Est": Position(48.8766, 2.3580),
    "Gare de Lyon": Position(48.8443, 2.3735),
    "Gare du Nord": Position(48.8809, 2.3553),
    "Hôtel de Ville": Position(48.8566, 2.3522),
    "Institut du monde arabe": Position(48.8490, 2.3570),
    "Invalides": Position(48.8566, 2.3127),
    "Italie": Position(48.8313, 2.3556),
    "Javel": Position(48.8462, 2.2778),
    "La Chapelle": Position(48.8985, 2.3594),
    "La Villette": Position(48.8938, 2.3903),
    "Louvre": Position(48.8606, 2.3376),
    "Madeleine": Position(48.8701, 2.3245),
    "Montparnasse": Position(48.8422, 2.3219),
    "Nation": Position(48.8484, 2.3959),
    "Notre-Dame": Position(48.8530, 2.3499),
    "Opéra": Position(48.8719, 2.3316),
    "Panthéon": Position(48.8462, 2.3464),
    "Parc Monceau": Position(48.8797, 2.3090),
    "Père-Lachaise": Position(48.8614, 2.3935),
    "Pigalle": Position(48.8822, 2.3374),
    "Place de Clichy": Position(48.8836, 2.3273),
    "Porte d’Auteuil": Position(48.8480, 2.2580),
    "Porte d’Orléans": Position(48.8233, 2.3254),
    "Porte de Clichy": Position(48.8945, 2.3135),
    "Porte de Vincennes": Position(48.8472, 2.4106),
    "Porte Dorée": Position(48.8352, 2.4063),
    "Porte Maillot": Position(48.8780, 2.2830),
    "République": Position(48.8675, 2.3638),
    "Roland-Garros": Position(48.8470, 2.2490),
    "Sacré-Cœur": Position(48.8867, 2.3431),
    "Saint-Germain-des-Prés": Position(48.8540, 2.3335),
    "Saint-Lazare": Position(48.8763, 2.3254),
    "Saint-Michel": Position(48.8533, 2.3440),
    "Sénat": Position(48.8484, 2.3372),
    "Sorbonne": Position(48.8485, 2.3430),
    "Stalingrad": Position(48.8842, 2.3663),
    "Tour Eiffel": Position(48.8584, 2.2945),
    "Trocadéro": Position(48.8620, 2.2877),
    "Tuileries": Position(48.8635, 2.3275),
    "Vaugirard": Position(48.8414, 2.3003),
    "Vendôme": Position(48.8675, 2.3295),
}

# The Seine from bridge to bridge, Austerlitz to Iéna: the river parade of 26 July 2024.
SEINE = (
    Position(48.8449, 2.3653),
    Position(48.8500, 2.3585),
    Position(48.8527, 2.3573),
    Position(48.8557, 2.3502),
    Position(48.8568, 2.3467),
    Position(48.8575, 2.3414),
    Position(48.8584, 2.3375),
    Position(48.8596, 2.3327),
    Position(48.8619, 2.3249),
    Position(48.8635, 2.3195),
    Position(48.8638, 2.3136),
    Position(48.8636, 2.3105),
    Position(48.8633, 2.3016),
    Position(48.8625, 2.2970),
    Position(48.8600, 2.2921),
)


def through(names: Iterable[str]) -> tuple[Position, ...]:
    """The positions of places by their names. Raises KeyError for a place that is not in the list."""
    return tuple(PLACES[name] for name in names)


def zone_of(position: Position) -> str:
    """INSEE code of the arrondissement whose town hall is nearest: near enough for made-up posts."""
    number = min(TOWN_HALLS, key=lambda each: distance_km(TOWN_HALLS[each], position))
    return f"751{number:02d}"
