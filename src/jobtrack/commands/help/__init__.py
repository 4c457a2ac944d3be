"""What there is to type: its help, its manual, and what is said where it was typed otherwise."""
