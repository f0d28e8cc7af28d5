"""Loops compiled to machine code, where NumPy would need a Python step for each of millions of small moves."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])

# options that numba's types leave out
NO_REFERENCES: dict[str, Any] = {"_nrt": False}
NOT_FROM_PYTHON: dict[str, Any] = {"no_cpython_wrapper": True}
NOT_FROM_C: dict[str, Any] = {"no_cfunc_wrapper": True}


def native(function: Function) -> Function:
    """The function, compiled at its first call and kept on disk for the next run; while it runs, other threads do too.

    It takes and returns arrays and numbers, and calls nothing but NumPy and other such functions of its folder. Indices
    are not checked: one out of range is undefined, as in C.
    """
    return _kept(function)


def native_in_place(function: Function) -> Function:
    """The same for a function that allocates nothing, and so counts no references: several times as quick where it
    calls others for each small step. Whoever calls it holds the arrays meanwhile.
    """
    return _kept(function, **NO_REFERENCES)


def native_part(function: Function) -> Function:
    """A part of such functions, compiled as each of them is; Python can't call it. Nothing is kept of it but they.

    A number written out in a call makes a compiled function of its own for that number.
    """
    return _compiled(function, **NOT_FROM_PYTHON)


def _kept(function: Function, **options: Any) -> Function:
    """Kept under a name with the state of the folder: numba itself does not see when a function called has changed."""
    function.__qualname__ = f"{function.__qualname__}_{_state_of(Path(function.__code__.co_filename).parent)}"
    return _compiled(function, cache=True, **options)


def _compiled(function: Function, **options: Any) -> Function:
    return cast(Function, numba.njit(nogil=True, error_model="numpy", **NOT_FROM_C, **options)(function))


@cache
def _state_of(folder: Path) -> str:
    digest = sha256()
    for source in sorted(folder.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]
