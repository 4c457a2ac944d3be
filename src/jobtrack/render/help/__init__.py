"""What there is to type, as a page of help and as a page of the manual."""
