"""Asking the processor for memory ahead of its use, in compiled code; without numba it does nothing.

People come in random order, so that each one's rows are far from the last one's: without this, half of the
kernel's time is spent waiting (measured with 100,000 people).
"""

from __future__ import annotations

from typing import Any

LINE_BYTES = 64
MOST_LINES = 4

try:
    from llvmlite import ir  # type: ignore[import-untyped]
    from numba import types
    from numba.core import cgutils
    from numba.core.typing.templates import signature
    from numba.extending import intrinsic
except ImportError:
    WORKS = False

    def prefetch(array: Any, row: int) -> None:
        """Do nothing."""

else:
    WORKS = True

    @intrinsic
    def prefetch(typing_context: Any, array: Any, row: Any) -> Any:
        """Ask for the first 256 bytes of a row of an array."""

        def generate(context: Any, builder: Any, given: Any, arguments: Any) -> Any:
            view = context.make_array(given.args[0])(context, builder, arguments[0])
            index = context.cast(builder, arguments[1], given.args[1], types.intp)
            stride = cgutils.unpack_tuple(builder, view.strides)[0]  # type: ignore[no-untyped-call]
            byte = ir.IntType(8).as_pointer()
            start = builder.gep(builder.bitcast(view.data, byte), [builder.mul(index, stride)])
            number = ir.IntType(32)
            kind = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
            ask = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")  # type: ignore[no-untyped-call]
            for line in range(MOST_LINES):
                place = context.get_constant(types.intp, line * LINE_BYTES)
                inside = builder.icmp_signed("<", place, stride)
                with builder.if_then(inside):
                    builder.call(ask, [builder.gep(start, [place]), number(0), number(3), number(1)])
            return context.get_dummy_value()

        return signature(types.none, array, row), generate  # type: ignore[no-untyped-call]
