"""What trains the models of the studio: the only place of this package with torch, used in a child process."""
