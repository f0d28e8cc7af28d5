"""Loops compiled to machine code, where NumPy would need a Python step for each of millions of small moves."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def native(function: Function) -> Function:
    """The function, compiled at its first call and kept on disk for the next run; while it runs, other threads do too.

    It takes and returns arrays and numbers, and calls nothing but NumPy and other such functions. Indices are not
    checked: one out of range is undefined, as in C.
    """
    return cast(Function, numba.njit(cache=True, nogil=True, error_model="numpy")(function))
