"""Where rules come from: the texts of law, and what is not law but the force's own choice."""

from otp_desktop.texts import N_

WORKING_TIME = N_(
    "Decree 2000-815 of 25 August 2000, article 3, I, made applicable to local government by decree 2001-623 of "
    "12 July 2001"
)
POWERS = N_(
    "Powers of each corps by law (for municipal police officers, Code de la sécurité intérieure, article L. 511-1)"
)
OVERTIME = N_("Decree 2002-60 of 14 January 2002, articles 4 and 6: 25 hours of overtime a month")
LOCAL = N_("Local rule of the force: no text of law sets it")
NEED_AS_STATED = N_("The need as the planner has stated it: no text of law sets it")
