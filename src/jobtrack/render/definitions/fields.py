"""The fields of definitions as a person reads them; in English they are called as in plan files."""

from jobtrack.render.medium import Medium
from jobtrack.words import N_

FIELDS = (
    N_("indicator"), N_("area"), N_("group"), N_("target"), N_("name"), N_("aliases"), N_("section"),
    N_("unit"), N_("kind"), N_("decimals"), N_("every"), N_("lag"), N_("seasonal"),
    N_("combined_january"), N_("roll_up"), N_("reporters"), N_("parts"), N_("of_which"), N_("least"),
    N_("most"), N_("parent"), N_("valid_from"), N_("valid_to"), N_("groups"), N_("members"),
    N_("inferred"), N_("size"), N_("unnamed"), N_("rule"), N_("direction"), N_("bound"), N_("start"),
    N_("due"), N_("judge"), N_("tolerance"), N_("baseline"), N_("baseline_period"), N_("milestones"),
    N_("path"), N_("seasonal_share"), N_("compare"), N_("on_track_from"), N_("behind_from"),
    N_("off_track_from"), N_("min_count"), N_("known_from"), N_("source"), N_("note"), N_("plan"),
    N_("id"), N_("home"), N_("figures"), N_("dropped"),
)  # fmt: skip
_OF_WORDS = {"kind", "every", "rule", "direction", "judge", "path", "compare"}


def field_text(field: str, medium: Medium) -> str:
    """What the field is called."""
    return medium.say(field)


def value_text(field: str, value: object, medium: Medium) -> str:
    """What is stated in it; blank where nothing is. A name stands in each language that it has."""
    if isinstance(value, dict):
        return " / ".join(dict.fromkeys(filter(None, value.values())))
    if isinstance(value, list):
        return medium.comma.join(map(str, value))
    if isinstance(value, bool) and medium.is_chinese:
        return medium.say(N_("True") if value else N_("False"))
    text = "" if value is None else str(value)
    return medium.say(text) if text and field in _OF_WORDS else text


def stated_text(field: str, value: object, medium: Medium) -> str:
    """What is stated in it, or the sign for what is not."""
    return value_text(field, value, medium) or medium.glyphs.unknown
