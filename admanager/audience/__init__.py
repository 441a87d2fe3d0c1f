"""Segments of people: rules, the in-memory columns that count them, statistics.

`rules` is the way in to the language of rules (`tree` its nodes, `grammar` its parser, `words` a rule in plain
words). `typing` checks a rule against the columns of a table, and makes the bound form that both engines run:
`sql` in the project file, `columns` in memory. `segments` keeps rules under names; `statistics` describes columns.
"""
