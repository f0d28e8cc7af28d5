"""What headings of columns that hold a position mean, the same in files of sites and of units."""

from otp_desktop.exchange.headings import Meaning

# In the order in which they are looked at.
POSITION_FIELDS = ("point", "shape", "latitude", "longitude", "x", "y")

POSITION_MEANINGS = (
    Meaning("latitude", "latitude|lat|coord lat|y lat|latitude y|lat y|latitude decimale"),
    Meaning("longitude", "longitude|lon|lng|long|coord lon|x lon|longitude x|lon x|longitude decimale"),
    Meaning(
        "point",
        "geo point 2d|geo point|geom x y|geopoint|coordonnees geographiques|coordonnees|coordonnees geo|lat lon|"
        "coordonnees gps|gps|latitude longitude|lat long|latlon|lon lat|longitude latitude|geolocalisation|wkt|"
        "geolocation|coordinates|coords|point geo|geometrie wkt|geom point",
        never="rang nom libelle adresse type code danger",
    ),
    Meaning("point", "point|position|localisation|location|xy|geo", sure=False),
    Meaning("shape", "geo shape|geometry|geom|geometrie|the geom|shape|geojson|forme", never="area length"),
    Meaning(
        "x", "x|coord x|coordonnee x|coordonnees x|x lambert93|x lambert 93|lambert x|x l93|coordx|x coord|easting"
    ),
    Meaning(
        "y", "y|coord y|coordonnee y|coordonnees y|y lambert93|y lambert 93|lambert y|y l93|coordy|y coord|northing"
    ),
)
