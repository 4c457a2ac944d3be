"""The command line as data, taken from the program itself."""

import json
from typing import Any

import typer

from jobtrack.cli import VERBS, app_for
from jobtrack.commands.options.by_name import SHOW, ShowsByName
from jobtrack.words import ENGLISH


def command_line_text() -> str:
    """What ``command_line.json`` is to say."""
    names = [verb.name for verb in VERBS]
    said = _command(typer.main.get_command(app_for(names, ENGLISH)))
    said["commands"] = {name: said["commands"][name] for name in names}  # in the order of the help
    return _text(said) + "\n"


def _text(said: dict[str, Any], indent: str = "") -> str:
    """The same as JSON with a line for each parameter."""
    inner = f"\n{indent} "
    parts = {
        name: json.dumps(value, ensure_ascii=False)
        for name, value in said.items()
        if name not in {"parameters", "commands"}
    }
    lines = [f"{inner} {json.dumps(one, ensure_ascii=False)}" for one in said["parameters"]]
    parts["parameters"] = f"[{','.join(lines)}{inner}]"
    if "commands" in said:
        verbs = said["commands"].items()
        lines = [f'{inner} "{name}": {_text(one, f"{indent}  ")}' for name, one in verbs]
        parts["commands"] = f"{{{','.join(lines)}{inner}}}"
    return "{" + ",".join(f'{inner}"{name}": {part}' for name, part in parts.items()) + f"\n{indent}}}"


def _command(command: Any) -> dict[str, Any]:
    context = typer.Context(command)
    said: dict[str, Any] = {
        "help": command.help or "",
        "parameters": [_parameter(one, context) for one in command.get_params(context)],
    }
    if getattr(command, "commands", None):
        said["commands"] = {name: _command(one) for name, one in command.commands.items()}
    return said | ({"by_name": SHOW} if isinstance(command, ShowsByName) else {})


def _parameter(one: Any, context: typer.Context) -> dict[str, Any]:
    """What there is to say of it; what is blank or no is left out."""
    is_option = one.param_type_name == "option"
    help = one.help or ""
    told = (one.get_help_record(context) or ("", ""))[1].removeprefix(help).strip().strip("[]")
    marks = [mark for mark in told.split("; ") if mark not in {"", "required"}]
    choices = getattr(one.type, "choices", None) or ()
    said = {
        "name": one.name,
        "kind": "" if is_option and one.is_flag else one.make_metavar(context),
        "help": help,
        "flags": [*one.opts, *one.secondary_opts] if is_option else [],
        "choices": [str(choice) for choice in choices],
        "marks": marks,
        "is_file": one.type.name == "path",
        "is_repeated": one.nargs < 0 or bool(is_option and one.multiple),
        "is_required": one.required,
    }
    return {name: value for name, value in said.items() if value or name in {"name", "kind", "help"}}
