"""Exchange files: one file per format, each turning text into domain values and back."""
