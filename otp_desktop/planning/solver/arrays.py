"""Names of the array types of the solver, and the value that stands for "no limit"."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NONE = -1  # index of "nobody", "nothing", "nowhere"
FAR = 2**50  # seconds: later than any instant, larger than any limit, and sums of it still fit in 64 bits
