"""Training networks with torch: the only part of learning that needs it, in a child process of its own.

`run` is what the child process runs; it imports torch inside its functions, so that the parent, which only
names it, does not.
"""
