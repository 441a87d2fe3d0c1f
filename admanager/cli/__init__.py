"""The command line: typer commands, one module a group, over the same functions that the window calls."""
