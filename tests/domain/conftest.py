"""Lets the tests in the folders below find what the tests of this room are built from."""
