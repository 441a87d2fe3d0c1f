"""What is personal in the project, and what may be done with it.

`consent` says who may be counted, `roles` which columns are personal, `person` what is held about one person,
`audit` what was done to people's data. It knows the data tables only; what other layers hold about a person they
add themselves.
"""
