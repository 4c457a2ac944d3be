"""The description of a database that Datasette shows it by, as one JSON object (docs/explore.md)."""

import json

from jobtrack.domain.catalogue import Catalogue, Query, Table
from jobtrack.domain.plan import Plan
from jobtrack.domain.text import json_visible, visible
from jobtrack.words import N_, Words


def metadata_text(plan: Plan, database: str, catalogue: Catalogue, words: Words) -> str:
    """What ``datasette serve --metadata`` reads; ``database`` is the file's name without its ending."""
    head = {
        "title": visible(plan.names.text(words.language)),
        "description": words.gettext(
            N_("The tables of a jobtrack database, read only; 'jobtrack report' judges what they say.")
        ),
    }
    metadata = {
        **head,
        "source": visible(plan.source),
        "databases": {
            database: {
                **head,
                "tables": {table.name: _table(table, words) for table in catalogue.tables},
                "queries": {query.name: _query(query, words) for query in catalogue.queries},
            }
        },
    }
    return f"{json_visible(json.dumps(metadata, ensure_ascii=False, indent=2))}\n"


def _table(table: Table, words: Words) -> dict[str, object]:
    if table.is_hidden:
        return {"hidden": True}
    is_downward = table.sort.startswith("-")
    return {
        "title": f"{table.name}: {words.gettext(table.title)}",
        "columns": {column: words.gettext(text) for column, text in table.columns.items()},
        "sort_desc" if is_downward else "sort": table.sort.removeprefix("-"),
        **({"facets": list(table.facets)} if table.facets else {}),
        **({"label_column": table.label} if table.label else {}),
    }


def _query(query: Query, words: Words) -> dict[str, object]:
    return {
        "title": words.gettext(query.title),
        "description": words.gettext(query.description),
        "sql": query.sql,
        "hide_sql": True,  # until it is asked for: the rows come first
    }
