"""What a plan file says: definitions and targets from plain fields and back, checked and compared."""
