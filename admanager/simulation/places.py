"""Telling the compiler that a whole number is a place in an array, counted from its start.

Python counts a place below 0 from the end. Compiled code must therefore look at the sign of every place before it
reads, unless it knows the number to be none below 0; dozens of such looks for each opportunity were a sixth of
the kernel's time.
"""

from __future__ import annotations

from typing import Any

try:
    from numba import types
    from numba.core.typing.templates import signature
    from numba.extending import intrinsic
except ImportError:

    def natural(number: int) -> int:
        """Return the number as it is."""
        return number

else:

    @intrinsic
    def natural(typing_context: Any, number: Any) -> Any:
        """Return a whole number that is promised not to be below 0."""

        def generate(context: Any, builder: Any, given: Any, arguments: Any) -> Any:
            (value,) = arguments
            if number.bitwidth < 64:
                return builder.zext(value, context.get_value_type(types.int64))
            builder.assume(builder.icmp_signed(">=", value, value.type(0)))
            return value

        return signature(types.int64, number), generate  # type: ignore[no-untyped-call]
