"""From the first lines of a sheet to what each of its columns means."""
