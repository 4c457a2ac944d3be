"""What may be typed: examples of every command, shown by its help and its manual page.

They are the same in every language, and the tests run them.
"""

from collections.abc import Mapping

EXAMPLES: Mapping[tuple[str, ...], tuple[str, ...]] = {
    (): ("jobtrack init --with-data", "jobtrack report"),
    ("init",): ("jobtrack init --with-data", "jobtrack init my-plan.toml --db towns.db"),
    ("add",): (
        "jobtrack add 务工规模 76.9万人 2021年8月 --source 月度简报",
        "jobtrack add employed 769000 2021-08 --published 2021-09-10",
    ),
    ("import",): ("jobtrack import figures.csv --dry-run", "jobtrack import figures.csv"),
    ("report",): (
        "jobtrack report --as-of 2024-12",
        "jobtrack report --since 7d --format markdown --output changes.md",
    ),
    ("targets",): ("jobtrack targets --as-of 2024-12",),
    ("targets", "set"): (
        "jobtrack targets set workers-2025 --indicator workshop-workers --rule reach \\\n"
        "    --bound 12000 --direction at_least --start 2025-01 --due 2025-12",
    ),
    ("targets", "revise"): ("jobtrack targets revise employment-floor --bound 77万",),
    ("targets", "drop"): ('jobtrack targets drop employment-floor --note "Replaced"',),
    ("targets", "apply"): ("jobtrack targets apply my-plan.toml --dry-run",),
    ("targets", "export"): ("jobtrack targets export --output my-plan.toml",),
    ("indicators",): ("jobtrack indicators", "jobtrack indicators 务工规模"),
    ("areas",): ("jobtrack areas", "jobtrack areas 酉阳"),
    ("areas", "show"): ("jobtrack areas show 酉阳 --format json",),
    ("areas", "add"): ("jobtrack areas add 500242101 龙潭镇 --within 酉阳",),
    ("areas", "revise"): ("jobtrack areas revise 酉阳 --alias Youyang-Xian",),
    ("areas", "import"): ("jobtrack areas import towns.csv --within 酉阳 --dry-run",),
    ("groups",): ("jobtrack groups", "jobtrack groups national-key-counties"),
    ("groups", "show"): ("jobtrack groups show national-key-counties",),
    ("groups", "set"): ("jobtrack groups set pilots 试点区县 --size 5",),
    ("groups", "add"): ("jobtrack groups add municipal-key-towns 麻旺镇 --inferred",),
    ("groups", "remove"): ("jobtrack groups remove national-key-counties 酉阳",),
    ("history",): ("jobtrack history employed --chart", "jobtrack history employed --revisions"),
    ("chart",): ("jobtrack chart employed --as-of 2024-12 --output employed.svg",),
    ("check",): (
        "jobtrack check --integrity",
        "jobtrack check --only ytd-falls --indicator employed",
    ),
    ("check", "acknowledge"): ('jobtrack check acknowledge 88aed113 --note "No longer published"',),
    ("explain",): ("jobtrack explain employment-floor --as-of 2022-03",),
    ("export",): (
        "jobtrack export --output figures.csv",
        "jobtrack export --indicator employed --revisions --format jsonl",
    ),
    ("log",): ("jobtrack log --limit 5",),
    ("undo",): ("jobtrack undo --dry-run",),
    ("merge",): ("jobtrack merge towns.db --dry-run",),
    ("push",): ("jobtrack push",),
    ("pull",): ("jobtrack pull",),
    ("hub",): ("jobtrack hub status",),
    ("hub", "init"): ("jobtrack hub init",),
    ("hub", "status"): ("jobtrack hub status",),
    ("hub", "office"): ("jobtrack hub office wushan --area 500237 --output wushan.hub",),
    ("backup",): ("jobtrack backup safe.db --keep 7",),
    ("restore",): ("jobtrack restore safe.db --yes",),
    ("completion",): ('eval "$(jobtrack completion bash)"',),
}
