"""A half-typed command line: what a shell is offered to complete it, and the scripts that ask."""
