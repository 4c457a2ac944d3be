"""An explanation as one JSON object, the same in every language."""

from datetime import date

from jobtrack.domain.definitions.target_definition import target_fields
from jobtrack.domain.explanation import Explanation
from jobtrack.domain.explanation.step import Field, Input, Limit, Number, Sentence, Step
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.target import TargetVersion
from jobtrack.render.explanation.sentences import sentence_text
from jobtrack.render.json import json_text
from jobtrack.render.medium import Medium
from jobtrack.render.report.contract import Record, listed, plain_value, record_of


def explanation_json(explanation: Explanation, plan: Plan) -> str:
    """The object that docs/files.md describes: an explanation as data."""
    cuts = explanation.cuts
    names = ("on_track_from", "behind_from", "off_track_from")
    record: Record = {
        "plan": plan.id,
        "as_of": str(explanation.as_of),
        "known_on": str(explanation.known_on),
        "row": record_of(explanation.row),
        "reason": _sentence(explanation.reason, explanation),
        "cuts": None
        if cuts is None
        else {name: plain_value(cut.value) for name, cut in zip(names, cuts, strict=True)},
        "versions": [_version(one) for one in explanation.versions],
        "inputs": [_input(one) for one in explanation.inputs],
        "steps": [_step(one) for one in explanation.steps],
        "prospects": [_sentence(one, explanation) for one in explanation.prospects],
    }
    return json_text(record)


def _sentence(one: Sentence, explanation: Explanation) -> Record:
    """The English sentence, and its fields as data."""
    text = sentence_text(one, explanation.row, Medium())
    return {"text": text, "fields": {name: _field(value) for name, value in one.fields.items()}}


def _field(field: Field) -> object:
    if isinstance(field, Number):
        return plain_value(field.value)
    if isinstance(field, Limit):
        return plain_value(field.number.value)
    if isinstance(field, Month | date):
        return str(field)
    return [str(one) if isinstance(one, Month) else one.code for one in field]


def _version(version: TargetVersion) -> Record:
    fields = listed("target", target_fields(version.target))
    return {**fields, "is_dropped": version.is_dropped, "batch": version.batch}


def _input(one: Input) -> Record:
    figure = one.figure
    return {
        "role": one.role,
        "area": one.area.code,
        "period": str(one.period),
        "value": plain_value(figure.value),
        "qualifier": str(figure.qualifier),
        "numerator": plain_value(figure.numerator),
        "denominator": plain_value(figure.denominator),
        "flag": str(one.flag),
        "known_from": None if one.known_from is None else str(one.known_from),
        "recorded_at": None if one.recorded_at is None else f"{one.recorded_at:%Y-%m-%dT%H:%M:%S.%fZ}",
        "source": one.source,
        "note": one.note,
        "areas_reported": one.areas_reported,
        "areas_expected": one.areas_expected,
    }


def _step(one: Step) -> Record:
    return {
        "name": one.name,
        "formula": one.formula,
        "terms": {name: plain_value(term.value) for name, term in one.terms.items()},
        "result": plain_value(one.result.value),
    }
