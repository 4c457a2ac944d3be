"""The verbs: one per file, each parses, loads, computes and shows."""
