"""The rooms: what each may import, which library has which owner, how long a file may be."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import jobtrack
from jobtrack.cli import VERBS
from jobtrack.render import Format

PACKAGE = Path(jobtrack.__file__).parent
MIDDLE = ("store", "files", "render")
ROOMS_SEEN_FROM = {
    "words": set(),
    "errors": {"errors", "words"},
    "domain": {"domain", "errors", "words"},
    "store": {"store", "domain", "errors", "words"},
    "files": {"files", "domain", "errors", "words"},
    "render": {"render", "domain", "errors", "words"},
    "commands": {"commands", *MIDDLE, "domain", "errors", "words"},
    "cli": {"commands", "errors", "words", "__version__"},
    "__main__": {"cli", "commands"},
    "__init__": set(),
}
OWNERS = {
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "psycopg": {"store"},
    "rich": {"render"},
    "tomllib": {"files"},
    "tomli_w": {"files"},
    "xlsxwriter": {"files", "render"},  # figures for other tools; a report for a person
    "matplotlib": {"render"},
    "jinja2": {"render"},
    "markupsafe": {"render"},
    "pyarrow": {"files"},
    "platformdirs": {"commands"},
    "xlrd": {"files"},
    "typer": {"cli", "commands"},
    "locale": {"commands"},
    "time": {"commands"},
}
IMPURE = {
    "asyncio", "builtins", "getpass", "glob", "importlib", "io", "locale", "logging", "os", "pathlib",
    "platform", "random", "secrets", "shutil", "signal", "socket", "sqlite3", "subprocess", "sys",
    "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today"}
ENVIRONMENT = {"os.environ", "os.environb", "os.getenv", "os.getlogin"}
SERVING_VERBS = {"help", "intake", "options", "shell", "surroundings"}
FORMATS_OF_OTHER_THINGS = {"chart", "prometheus"}
DRAWN = {
    "definitions", "explanation", "findings", "help", "importing", "ledger", "medium", "report",
    "series",
}  # fmt: skip
LONGEST_FILE, LONGEST_BODY = 250, 40


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The folder below the package, or the name of a module that stands at its top."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def standing_in(room: str) -> set[str]:
    """The names of the files and folders directly in a room."""
    return {
        path.relative_to(PACKAGE / room).parts[0].removesuffix(".py")
        for path in modules()
        if room_of(path) == room
    } - {"__init__"}


def imports_of(path: Path) -> Iterator[str]:
    """Every module that the file imports, at its top or within a function, by its full name."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative imports hide the room"
            assert node.module is not None
            if node.module == "jobtrack":
                yield from (f"jobtrack.{one.name}" for one in node.names)
            else:
                yield node.module


def dotted_names(path: Path) -> Iterator[str]:
    """Every ``a.b`` in the file, wherever ``a`` itself is an attribute, its last part only."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute):
            owner = node.value
            if isinstance(owner, ast.Name):
                yield f"{owner.id}.{node.attr}"
            elif isinstance(owner, ast.Attribute):
                yield f"{owner.attr}.{node.attr}"


def library(name: str) -> str:
    return name.partition(".")[0]


def room_imported(name: str) -> str:
    return name.split(".")[1]


def breaches(allowed: dict[str, set[str]]) -> list[str]:
    """Imports of a library outside the rooms that own it."""
    return [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules()
        for name in imports_of(path)
        if library(name) in allowed and room_of(path) not in allowed[library(name)]
    ]


def test_every_module_stands_in_a_known_room():
    assert {room_of(path) for path in modules()} <= set(ROOMS_SEEN_FROM)


def test_imports_point_inward():
    assert [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules()
        for name in imports_of(path)
        if library(name) == "jobtrack" and room_imported(name) not in ROOMS_SEEN_FROM[room_of(path)]
    ] == []


def test_a_verb_is_the_file_or_the_folder_of_its_name():
    assert standing_in("commands") == {verb.module for verb in VERBS} | SERVING_VERBS


def test_a_format_is_the_file_or_the_folder_of_its_name():
    assert standing_in("render") == set(Format) | FORMATS_OF_OTHER_THINGS | DRAWN


def test_a_medium_knows_nothing_of_what_it_is_for():
    assert [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules()
        if path.is_relative_to(PACKAGE / "render/medium")
        for name in imports_of(path)
        if name.startswith("jobtrack.render") and not name.startswith("jobtrack.render.medium")
    ] == []


def test_the_domain_uses_the_pure_part_of_the_standard_library_only():
    pure = sys.stdlib_module_names - IMPURE
    assert [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules()
        if room_of(path) in {"domain", "errors"}
        for name in imports_of(path)
        if library(name) not in pure | {"jobtrack"}
    ] == []


def test_the_domain_opens_no_file_and_prints_nothing():
    effects = {"open", "print", "input", "exec", "eval", "__import__"}
    assert [
        f"{path.relative_to(PACKAGE)} calls {node.func.id}"
        for path in modules()
        if room_of(path) == "domain"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in effects
    ] == []


def test_renderers_and_the_other_middle_rooms_print_nothing():
    assert [
        str(path.relative_to(PACKAGE))
        for path in modules()
        if room_of(path) in MIDDLE
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Name) and node.id == "print"
    ] == []


def test_each_library_has_its_owner():
    assert breaches(OWNERS) == []


def test_every_other_library_belongs_to_the_standard_one():
    known = set(sys.stdlib_module_names) | set(OWNERS) | {"jobtrack"}
    assert {library(name) for path in modules() for name in imports_of(path)} - known == set()


def test_the_clock_and_the_environment_are_read_in_commands_only():
    assert [
        f"{path.relative_to(PACKAGE)} reads {name}"
        for path in modules()
        if room_of(path) != "commands"
        for name in dotted_names(path)
        if name in CLOCKS | ENVIRONMENT
    ] == []


def test_neither_clock_nor_environment_is_imported_by_name():
    assert [
        f"{path.relative_to(PACKAGE)} imports {one.name} from {node.module}"
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom)
        for one in node.names
        if f"{node.module}.{one.name}" in CLOCKS | ENVIRONMENT
    ] == []


def test_the_clock_is_read_in_one_place():
    reading = [
        (str(path.relative_to(PACKAGE)), name)
        for path in modules()
        for name in dotted_names(path)
        if name in CLOCKS
    ]
    assert reading == [("commands/surroundings/__init__.py", "datetime.now")]


def test_no_file_is_longer_than_a_reader_can_hold():
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {
        str(path.relative_to(PACKAGE)): lines for path, lines in lengths.items() if lines > LONGEST_FILE
    } == {}


def test_no_function_is_longer_than_a_screen():
    # the body only: the parameters of a verb are its options, however many lines they take
    bodies = {
        f"{path.relative_to(PACKAGE)}:{node.name}": node.body[-1].end_lineno - node.body[0].lineno + 1
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in bodies.items() if lines > LONGEST_BODY} == {}
