"""Lambert-93 metres to WGS 84 degrees: the inverse conformal conic projection.

Source: IGN, "Projection cartographique conique conforme de Lambert", algorithms ALG0002 and ALG0004 (NT/G 71), with the
constants of Lambert-93 (RGF93, ellipsoid GRS 80). RGF93 and WGS 84 agree within a metre: no datum change is needed.
"""

from math import atan, atan2, degrees, exp, hypot, log, pi, radians, sin

from otp_desktop.domain.places import Position

_ECCENTRICITY = 0.08181919112  # GRS 80, first eccentricity e
_EXPONENT = 0.7256077650  # n
_CONSTANT = 11754255.426  # C, metres
_ORIGIN_X = 700000.0  # Xs, metres
_ORIGIN_Y = 12655612.050  # Ys, metres
_CENTRAL_MERIDIAN = radians(3.0)
_CONVERGED = 1e-12  # radians: far below a millimetre

X_RANGE = (50_000.0, 1_300_000.0)
Y_RANGE = (6_000_000.0, 7_200_000.0)


def is_lambert93(x: float, y: float) -> bool:
    """Whether two numbers can be Lambert-93 metres of metropolitan France."""
    return X_RANGE[0] <= x <= X_RANGE[1] and Y_RANGE[0] <= y <= Y_RANGE[1]


def from_lambert93(x: float, y: float) -> Position:
    """The position of a Lambert-93 point given in metres (EPSG:2154)."""
    radius = hypot(x - _ORIGIN_X, y - _ORIGIN_Y)
    angle = atan2(x - _ORIGIN_X, _ORIGIN_Y - y)
    isometric = -log(radius / _CONSTANT) / _EXPONENT
    return Position(degrees(_latitude_of_isometric(isometric)), degrees(_CENTRAL_MERIDIAN + angle / _EXPONENT))


def _latitude_of_isometric(isometric: float) -> float:
    """ALG0002: iterates until the latitude stands still, a handful of rounds at our latitudes."""
    latitude = 2 * atan(exp(isometric)) - pi / 2
    while True:
        flattening = _ECCENTRICITY * sin(latitude)
        stretched = ((1 + flattening) / (1 - flattening)) ** (_ECCENTRICITY / 2) * exp(isometric)
        following = 2 * atan(stretched) - pi / 2
        if abs(following - latitude) < _CONVERGED:
            return following
        latitude = following
