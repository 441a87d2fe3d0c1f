"""The window: everything that imports Qt but the drawing of ads and of paper."""
