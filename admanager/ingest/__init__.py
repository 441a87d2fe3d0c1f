"""Reading files of any dialect into the project, staged and all or nothing."""
