"""From the lines below the header to figures, and to what can't be taken."""
