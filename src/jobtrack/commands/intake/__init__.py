"""Files that are read, with their fingerprints, and what of them can't be taken."""
