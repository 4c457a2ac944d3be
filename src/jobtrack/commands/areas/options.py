"""The fields of an area as options."""

from typing import Annotated

import typer

from jobtrack.words import N_

AreaArgument = Annotated[
    str, typer.Argument(metavar="AREA", help=N_("Code, name or alias of the area."))
]
WithinOption = Annotated[str | None, typer.Option(metavar="AREA", help=N_("The area that it lies in."))]
AliasOption = Annotated[
    list[str] | None,
    typer.Option(
        "--alias", metavar="NAME", help=N_("Another name under which it is found; may be given again.")
    ),
]
ValidFromOption = Annotated[
    str | None, typer.Option(metavar="DAY", help=N_("The first day on which it exists."))
]
ValidToOption = Annotated[
    str | None, typer.Option(metavar="DAY", help=N_("The first day on which it no longer exists."))
]
