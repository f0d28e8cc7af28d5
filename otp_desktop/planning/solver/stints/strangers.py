"""Units on the needs of a group: whoever is of another than the group's main unit costs what a unit more does."""

from dataclasses import replace

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Floats
from otp_desktop.planning.solver.stints.setting import Setting


def with_strangers(setting: Setting, coming: Floats, cohesion: float) -> Setting:
    """The setting in which ways are dearer for strangers; ``coming`` (kinds, groups, parts): who is likely to come."""
    if not cohesion:
        return setting
    present = np.zeros((int(setting.unit.max(initial=0)) + 1, len(setting.group)))
    known = setting.unit != NONE
    np.add.at(present, setting.unit[known], coming[known].sum(axis=2))
    crews = setting.most.max(axis=1) > 1
    stranger = (setting.unit[:, None] != present.argmax(axis=0)) & known[:, None] & crews
    more = cohesion * stranger * (setting.needs / len(setting.place))
    return replace(setting, way=setting.way + more[:, :, None])
