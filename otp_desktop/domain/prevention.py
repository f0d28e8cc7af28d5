"""The prevention and security contract of Paris 2023–2026: three axes, to which an operation may belong.

Source: Contrat parisien de prévention et de sécurité 2023–2026. Its priorities, thirty in all, are named by the user.
"""

from otp_desktop.texts import N_

CPPS_AXES = {
    1: N_("Axis 1 – Youth"),
    2: N_("Axis 2 – Vulnerable people"),
    3: N_("Axis 3 – Public tranquillity"),
}
