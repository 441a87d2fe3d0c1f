"""Runs before anything else in the frozen program: says where numba keeps what it compiled.

A name only, since numba takes a second to import and most commands do without it.
"""

import os

os.environ["NUMBA_CACHE_LOCATOR_CLASSES"] = "compiled_cache.CompiledCache"
