"""Every situation that a user can put right: one class each, with its message and exit status.

A message is an English template with named fields. It says what is wrong and what to do about it, in
one line. ``main()`` translates the template, then fills it; ``docs/errors.md`` lists them all.
"""

from typing import ClassVar

from jobtrack.words import ENGLISH, N_, Words

BAD_INPUT, DATABASE_UNUSABLE, DATABASE_BUSY = 2, 4, 5


class JobtrackError(Exception):
    """Something the user can put right. ``exit_status`` is that of the command that meets it."""

    template: ClassVar[str]
    exit_status: ClassVar[int] = BAD_INPUT

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(fields)

    def __str__(self) -> str:
        return self.sentence(ENGLISH)

    def sentence(self, words: Words) -> str:
        """The message in the language of ``words``: one line."""
        return words.gettext(self.template).format_map(self.fields)


class NotFound(JobtrackError):
    """A name that nothing has; ``near`` is the known name most like it, or None."""

    near_template: ClassVar[str]

    def sentence(self, words: Words) -> str:
        template = self.near_template if self.fields.get("near") else self.template
        return words.gettext(template).format_map(self.fields)


class NoIndicator(NotFound):
    template = N_("no indicator '{name}'; 'jobtrack indicators' lists them")
    near_template = N_("no indicator '{name}'; did you mean '{near}'?")


class NoArea(NotFound):
    template = N_("no area '{name}'; 'jobtrack areas' lists them")
    near_template = N_("no area '{name}'; did you mean '{near}'?")


class NoGroup(NotFound):
    template = N_("no group '{name}'; 'jobtrack areas' names them")
    near_template = N_("no group '{name}'; did you mean '{near}'?")


class NoTarget(NotFound):
    template = N_("no target '{name}'; 'jobtrack targets' lists them")
    near_template = N_("no target '{name}'; did you mean '{near}'?")


class Ambiguous(JobtrackError):
    template = N_("'{name}' is the name of several: write one of {choices}")


# figures


class PeriodInFuture(JobtrackError):
    template = N_("{period} has not begun; a value is for {current} or an earlier month")


class PublishedInFuture(JobtrackError):
    template = N_("{day} is still to come; --published takes today ({today}) or an earlier day")


class KnownOnInFuture(JobtrackError):
    template = N_("{day} is still to come; --known-on takes today ({today}) or an earlier day")


class AsOfInFuture(JobtrackError):
    template = N_("{month} is later than {latest}; --as-of takes that month or an earlier one")


class NoValue(JobtrackError):
    template = N_("'{text}' is no value; to withdraw the figure of that month add --flag M")


class WithdrawalWithValue(JobtrackError):
    template = N_("flag M withdraws a figure and takes no value; write '-' instead of '{text}'")


class NothingToWithdraw(JobtrackError):
    template = N_("{indicator} {period} {area} has no value that could be withdrawn")


class WouldRevise(JobtrackError):
    template = N_("{indicator} {period} {area} is {old} already; leave out --no-revise to record {new}")


class NotAFlag(JobtrackError):
    template = N_("no flag '{text}'; write A (normal), P, E, B (break) or M (withdrawn)")


# plans and targets


class TargetExists(JobtrackError):
    template = N_("target '{target}' exists; 'jobtrack targets revise {target}' changes it")


class NothingToRevise(JobtrackError):
    template = N_("say what changes in target '{target}', such as --bound 770000")


class BadTarget(JobtrackError):
    """A target that contradicts itself or its indicator."""


class TargetWithoutBound(BadTarget):
    template = N_("target '{target}': a {rule} needs a bound")


class BoundOfCover(BadTarget):
    template = N_("target '{target}': a cover has no bound, it counts the units of its group")


class CoverWithoutGroup(BadTarget):
    template = N_("target '{target}': a cover needs the group whose units it counts")


class CoverOfNothing(BadTarget):
    template = N_("target '{target}': group '{group}' has neither members nor a size")


class GroupWithoutCover(BadTarget):
    template = N_("target '{target}': only a cover has a group; leave it out")


class CoverAtMost(BadTarget):
    template = N_("target '{target}': a cover is at_least; leave out the direction")


class DueBeforeStart(BadTarget):
    template = N_("target '{target}': due {due} is before start {start}")


class StartMissing(BadTarget):
    template = N_("target '{target}': a {rule} needs the month it starts")


class QuotaAtMost(BadTarget):
    template = N_(
        "target '{target}': a quota is at_least; write a limit for the year as a hold with "
        "direction at_most on a ytd indicator"
    )


class QuotaOfStock(BadTarget):
    template = N_(
        "target '{target}': a quota sums a year, which a {kind} indicator has no sum for; "
        "write a hold judged at due"
    )


class QuotaOutsideYear(BadTarget):
    template = N_("target '{target}': a quota runs from January to December of one year")


class BaselineNotBeforeDue(BadTarget):
    template = N_("target '{target}': baseline_period {baseline_period} must be before due {due}")


class FieldOfOtherRule(BadTarget):
    template = N_("target '{target}': {field} belongs to a {rules}; leave it out of a {rule}")


class BadPlan(JobtrackError):
    """A plan file that can't be taken as it is; ``place`` says where in it."""


class NotToml(BadPlan):
    template = N_("{place} is not TOML: {detail}")


class PlanFieldMissing(BadPlan):
    template = N_("{place}: '{field}' is missing")


class PlanFieldUnknown(NotFound, BadPlan):
    template = N_("{place}: '{name}' is not known here; see docs/files.md")
    near_template = N_("{place}: '{name}' is not known here; did you mean '{near}'?")


class PlanFieldWrong(BadPlan):
    template = N_("{place}: {field} = {value} does not fit; write {expected}")


class PlanNameTaken(BadPlan):
    template = N_("{place}: '{name}' is taken by another one; choose another id")


class PlanReferenceUnknown(NotFound, BadPlan):
    template = N_("{place}: {field} '{name}' is defined nowhere in the plan")
    near_template = N_("{place}: {field} '{name}' is not defined; did you mean '{near}'?")


class NoBuiltInPlan(JobtrackError):
    template = N_("no built-in plan and no file '{name}'; built in: {known}")


class NoFigures(JobtrackError):
    template = N_("plan '{plan}' names no file of figures; leave out --with-data")


class PlanAndEmpty(JobtrackError):
    template = N_("--empty makes a database without a plan; leave out '{plan}' or --empty")


# files


class FileNotReadable(JobtrackError):
    template = N_("can't read '{path}': {detail}")


class FileNotWritable(JobtrackError):
    template = N_("can't write '{path}': {detail}")


class NotUtf8(JobtrackError):
    template = N_("'{path}' is not UTF-8 text; save it as UTF-8")


class ColumnMissing(JobtrackError):
    template = N_("{place}: no column '{column}'; the first line names the columns")


class BadCell(JobtrackError):
    """A cell that can't be taken: where it is, and the problem in its own words."""

    template = N_("{place}: {problem}")

    def sentence(self, words: Words) -> str:
        problem = self.fields["problem"]
        assert isinstance(problem, JobtrackError)
        fields = self.fields | {"problem": problem.sentence(words)}
        return words.gettext(self.template).format_map(fields)


class FigureTwice(JobtrackError):
    template = N_("gives {indicator} {period} {area} of one day twice, {first} and {second}")


# the command line


class NoBound(JobtrackError):
    template = N_("{option} '{text}' is no value; write a number such as 760000 or 76万")


class OutputIsDatabase(JobtrackError):
    template = N_("--output {path} is the database itself; name another file")


# the database


class DatabaseMissing(JobtrackError):
    template = N_("no database at {path}; 'jobtrack init' makes one")
    exit_status = DATABASE_UNUSABLE


class DatabaseExists(JobtrackError):
    template = N_("{path} exists; name another file with --db, nothing was changed")


class DatabaseUnusable(JobtrackError):
    exit_status = DATABASE_UNUSABLE


class NotADatabase(DatabaseUnusable):
    template = N_("{path} is not a jobtrack database; name another file with --db")


class DatabaseDamaged(DatabaseUnusable):
    template = N_("{path} is damaged ({detail}); restore it from a backup")


class DatabaseTooNew(DatabaseUnusable):
    template = N_(
        "{path} was written by a newer jobtrack (version {found} of its schema, this one "
        "knows {known}); upgrade jobtrack"
    )


class DatabaseTooOld(DatabaseUnusable):
    template = N_(
        "{path} was written by an older jobtrack (version {found} of its schema, this one "
        "needs {known}); make a new one with 'jobtrack init'"
    )


class DatabaseForbidden(DatabaseUnusable):
    template = N_("no permission to use {path}; ask its owner, or name another file with --db")


class DatabaseReadOnly(DatabaseUnusable):
    template = N_("{path} can't be written, it is read-only; nothing was recorded")


class DiskFull(DatabaseUnusable):
    template = N_("no space left to write {path}; nothing was recorded")


class DatabaseBusy(JobtrackError):
    template = N_("{path} is in use by another command; try again in a moment")
    exit_status = DATABASE_BUSY


# numbers and periods, as people write them


class NotANumber(JobtrackError):
    template = N_("'{text}' is not a number; write one such as 769000, 769,000 or 76.9万")


class RangeGiven(JobtrackError):
    template = N_("'{text}' is a range; write one number, with --note for the rest")


class CommaMisplaced(JobtrackError):
    template = N_("'{text}': a comma parts groups of three digits; write 10.5 or 10,500")


class ExponentGiven(JobtrackError):
    template = N_("'{text}' has an exponent; write the number in full, such as 100000 or 10万")


class UnderscoreGiven(JobtrackError):
    template = N_("'{text}' has an underscore; write 1000 or 1,000")


class ChineseNumeral(JobtrackError):
    template = N_("'{text}' is in Chinese numerals; write digits, such as 76万")


class TooManyDigits(JobtrackError):
    template = N_("'{text}' has more than 15 significant digits; round it")


class QualifiersContradict(JobtrackError):
    template = N_("'{text}' says both '{first}' and '{second}'; write one of them")


class UnitContradicts(JobtrackError):
    template = N_("'{text}' gives the unit '{given}', but this is counted in {unit}; write it so")


class RatioExpected(JobtrackError):
    template = N_("'{text}': a ratio is written as numerator/denominator, such as 12/40")


class RatioNotExpected(JobtrackError):
    template = N_("'{text}' is a ratio, but this is one number; write that, such as 12")


class DenominatorNotPositive(JobtrackError):
    template = N_("'{text}': the denominator must be above zero")


class NotAPeriod(JobtrackError):
    template = N_("'{text}' is not a month; write one such as 2021-07 or 2021年7月")


class PeriodAmbiguous(JobtrackError):
    template = N_("'{text}' can be read in two ways; write the month as {year}-MM")


class PeriodOfYtd(JobtrackError):
    template = N_("'{text}' runs from January on, which only a ytd value does; write one month")


class PeriodTooEarly(JobtrackError):
    template = N_("'{text}' is before 1900; a month from 1900-01 on can be written")


class NotADay(JobtrackError):
    template = N_("'{text}' is not a day; write one such as 2021-07-19")
