"""What is said of a report whatever it is printed as: its columns, its keys, its lines."""
