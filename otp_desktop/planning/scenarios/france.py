"""Cities of metropolitan France: position, department, inhabitants in thousands (rounded)."""

from typing import NamedTuple

from otp_desktop.domain.places import Position


class City(NamedTuple):
    name: str
    department: str
    position: Position
    thousands: int


CITIES = (
    City("Paris", "75", Position(48.8566, 2.3522), 2110),
    City("Marseille", "13", Position(43.2965, 5.3698), 875),
    City("Lyon", "69", Position(45.7640, 4.8357), 520),
    City("Toulouse", "31", Position(43.6045, 1.4440), 505),
    City("Nice", "06", Position(43.7034, 7.2663), 348),
    City("Nantes", "44", Position(47.2173, -1.5534), 324),
    City("Montpellier", "34", Position(43.6112, 3.8767), 303),
    City("Strasbourg", "67", Position(48.5734, 7.7521), 291),
    City("Bordeaux", "33", Position(44.8412, -0.5800), 262),
    City("Lille", "59", Position(50.6292, 3.0573), 236),
    City("Rennes", "35", Position(48.1113, -1.6800), 226),
    City("Toulon", "83", Position(43.1242, 5.9280), 180),
    City("Reims", "51", Position(49.2583, 4.0317), 178),
    City("Saint-Étienne", "42", Position(45.4397, 4.3872), 174),
    City("Le Havre", "76", Position(49.4938, 0.1079), 166),
    City("Dijon", "21", Position(47.3220, 5.0415), 160),
    City("Grenoble", "38", Position(45.1885, 5.7245), 157),
    City("Villeurbanne", "69", Position(45.7719, 4.8902), 160),
    City("Angers", "49", Position(47.4784, -0.5632), 158),
    City("Saint-Denis", "93", Position(48.9362, 2.3574), 149),
    City("Nîmes", "30", Position(43.8367, 4.3601), 149),
    City("Clermont-Ferrand", "63", Position(45.7772, 3.0870), 147),
    City("Aix-en-Provence", "13", Position(43.5297, 5.4474), 148),
    City("Le Mans", "72", Position(48.0061, 0.1996), 146),
    City("Brest", "29", Position(48.3904, -4.4861), 141),
    City("Tours", "37", Position(47.3941, 0.6848), 138),
    City("Amiens", "80", Position(49.8941, 2.2958), 134),
    City("Annecy", "74", Position(45.8992, 6.1294), 131),
    City("Limoges", "87", Position(45.8336, 1.2611), 130),
    City("Metz", "57", Position(49.1193, 6.1757), 121),
    City("Boulogne-Billancourt", "92", Position(48.8397, 2.2399), 119),
    City("Perpignan", "66", Position(42.6887, 2.8948), 119),
    City("Besançon", "25", Position(47.2378, 6.0241), 120),
    City("Orléans", "45", Position(47.9030, 1.9093), 117),
    City("Rouen", "76", Position(49.4432, 1.0993), 115),
    City("Montreuil", "93", Position(48.8638, 2.4485), 111),
    City("Argenteuil", "95", Position(48.9472, 2.2467), 108),
    City("Caen", "14", Position(49.1829, -0.3707), 107),
    City("Mulhouse", "68", Position(47.7508, 7.3359), 106),
    City("Nancy", "54", Position(48.6921, 6.1844), 104),
    City("Tourcoing", "59", Position(50.7239, 3.1612), 99),
    City("Roubaix", "59", Position(50.6942, 3.1746), 98),
    City("Nanterre", "92", Position(48.8924, 2.2153), 97),
    City("Avignon", "84", Position(43.9493, 4.8055), 91),
    City("Créteil", "94", Position(48.7904, 2.4556), 92),
    City("Poitiers", "86", Position(46.5802, 0.3404), 90),
    City("Dunkerque", "59", Position(51.0344, 2.3768), 86),
    City("Versailles", "78", Position(48.8014, 2.1301), 84),
    City("Béziers", "34", Position(43.3442, 3.2158), 80),
    City("La Rochelle", "17", Position(46.1603, -1.1511), 79),
    City("Pau", "64", Position(43.2951, -0.3708), 78),
    City("Cannes", "06", Position(43.5528, 7.0174), 74),
    City("Antibes", "06", Position(43.5808, 7.1251), 74),
    City("Calais", "62", Position(50.9513, 1.8587), 67),
    City("Colmar", "68", Position(48.0794, 7.3585), 68),
    City("Valence", "26", Position(44.9334, 4.8924), 65),
    City("Bourges", "18", Position(47.0810, 2.3988), 65),
    City("Quimper", "29", Position(47.9960, -4.1024), 64),
    City("Troyes", "10", Position(48.2973, 4.0744), 62),
    City("Lorient", "56", Position(47.7483, -3.3700), 58),
    City("Chambéry", "73", Position(45.5646, 5.9178), 60),
    City("Niort", "79", Position(46.3237, -0.4588), 60),
    City("Saint-Malo", "35", Position(48.6493, -2.0257), 47),
    City("Bayonne", "64", Position(43.4929, -1.4748), 53),
    City("Ajaccio", "2A", Position(41.9192, 8.7386), 73),
    City("Bastia", "2B", Position(42.6973, 9.4510), 48),
)
