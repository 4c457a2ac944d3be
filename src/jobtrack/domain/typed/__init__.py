"""What people type: figures, words, names that are half typed."""
