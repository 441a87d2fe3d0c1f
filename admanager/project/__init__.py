"""The project file: one SQLite file that holds everything, and the only code that opens it.

`file` opens and checks it, `schema` knows its tables and migrations, `changes` makes every change an
operation with undo, `tables` reads and describes the user's data tables.
"""
