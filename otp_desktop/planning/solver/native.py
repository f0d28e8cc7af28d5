"""Loops compiled to machine code, where NumPy would need a Python step for each of millions of small moves."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])

NO_REFERENCES: dict[str, Any] = {"_nrt": False}  # an option that numba's types leave out


def native(function: Function) -> Function:
    """The function, compiled at its first call and kept on disk for the next run; while it runs, other threads do too.

    It takes and returns arrays and numbers, and calls nothing but NumPy and other such functions. Indices are not
    checked: one out of range is undefined, as in C.
    """
    return cast(Function, numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def native_in_place(function: Function) -> Function:
    """The same for a function that allocates nothing, and so counts no references: several times as quick where it
    calls others for each small step. Whoever calls it holds the arrays meanwhile.
    """
    return cast(Function, numba.njit(cache=True, nogil=True, error_model="numpy", **NO_REFERENCES)(function))
