"""The verbs: each the file or folder of its name, which parses, loads, computes and shows.

The other folders serve them. ``surroundings``: the clock, the environment, the terminal, what is
printed and written. ``options``: what several verbs take. ``intake``: files that are read. ``help``:
what there is to type, as help, manual and data. ``shell``: what is offered where TAB is pressed.
"""
