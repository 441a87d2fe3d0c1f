"""Runs before anything else in the frozen program and in its child processes: what libraries read from the environment.

A name only, since numba takes a second to import and most commands do without it.
"""

import locale
import os

os.environ["NUMBA_CACHE_LOCATOR_CLASSES"] = "compiled_cache.CompiledCache"
# Python's own executable does this (PEP 538) and a frozen one does not; Qt would complain in four lines.
if locale.setlocale(locale.LC_CTYPE) == "C" and "LC_ALL" not in os.environ:
    os.environ["LC_CTYPE"] = "C.UTF-8"
