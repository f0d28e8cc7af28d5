"""Texts of ``resources/templates``, marked here for translation: the catalogues are collected from the code."""

from otp_desktop.texts import N_

TEXTS = frozenset(
    {
        N_(
            "A moving perimeter: each post of the route is held from an hour before the convoy to ten minutes after it."
        ),
        N_("Afternoon controls"),
        N_("Afternoon exit"),
        N_("Blank operation"),
        N_("Ceremony"),
        N_("Control posts in the morning and in the afternoon, each with a chief."),
        N_("Convoy"),
        N_("Early exit"),
        N_("First wave"),
        N_("Late exit"),
        N_("Morning controls"),
        N_("Morning entrance"),
        N_("No needs: they are added one by one."),
        N_("A slot at each school point each time pupils enter or leave, on the open days of the school calendar."),
        N_("Posts held by crews with their chiefs in three waves, the last one over midnight."),
        N_("Road-code day"),
        N_("School reopening"),
        N_("Second wave"),
        N_("Third wave"),
        N_("Torch relay"),
        N_("Wednesday lunch exit"),
        N_("Wednesday noon exit"),
        N_("Workshop exit"),
    }
)
