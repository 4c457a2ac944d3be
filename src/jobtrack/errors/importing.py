"""Files of other offices: columns that say nothing, rows that can't be taken."""

from jobtrack.errors import JobtrackError, NotFound
from jobtrack.words import N_


class NoTable(JobtrackError):
    template = N_("{place}: there is no table in it; name the columns in its first line")


class NothingRecognised(JobtrackError):
    template = N_(
        "{place}: no column with figures was recognised among {columns}; say what one means, such as "
        '--map "{column}=value"'
    )


class IndicatorUnsaid(JobtrackError):
    template = N_(
        "{place}: nothing says which indicator the figures are of; add a column 'indicator', or import "
        'it with --indicator or --map "COLUMN=INDICATOR"'
    )


class PeriodUnsaid(JobtrackError):
    template = N_(
        "{place}: nothing says which month the figures are of; add a column 'period', write the month "
        "above the header, such as 2021年8月, or import it with --period"
    )


class PersonalData(JobtrackError):
    template = N_(
        "{place}: column {letter} '{header}' looks like personal data, which jobtrack never stores; "
        "delete it from the file"
    )


class SameColumnTwice(JobtrackError):
    template = N_(
        "{place}: columns {first} and {second} mean the same, {meaning}; delete one or say "
        '--map "COLUMN=ignore"'
    )


class NoMeaning(NotFound):
    template = N_(
        "--map: '{column}' can't mean '{name}'; write an indicator, a column such as period, or ignore"
    )
    near_template = N_("--map: '{column}' can't mean '{name}'; did you mean '{near}'?")


class NotAMapping(JobtrackError):
    template = N_("--map '{text}' says nothing; write \"COLUMN=meaning\" or name a .toml file")


class YearGiven(JobtrackError):
    template = N_(
        "'{text}' is a year; write a month, or period = \"year\" in a mapping if its December is meant"
    )


class NoMeasure(JobtrackError):
    template = N_("no measure '{text}'; write one such as this month, year to date or end of period")


class NotAQualifier(JobtrackError):
    template = N_("no qualifier '{text}'; write exact, about, at least, more than or nearly")


class AnotherTable(JobtrackError):
    template = N_("another table begins here; put each into a file or a sheet of its own")


class IndicatorBlank(JobtrackError):
    template = N_("the row has a figure but no indicator; write it")


class AreaBlank(JobtrackError):
    template = N_("the row has a figure but no area, and rows above name one; write it in each row")


class PeriodBlank(JobtrackError):
    template = N_("the row has a figure but no month; write it")


class HalfARatio(JobtrackError):
    template = N_("a ratio needs numerator and denominator; write both")


class RatioDiffers(JobtrackError):
    template = N_("'{text}' is not {numerator}/{denominator}; correct one of them")


class Multiplied(JobtrackError):
    template = N_(
        "the multiplier '{text}' is not read; write the figures in full, or give the unit that they "
        "are in"
    )


class RowsRejected(JobtrackError):
    template = N_(
        "nothing was recorded; correct what is said above ({count}), or take the rest with --skip-bad "
        "LIST.csv"
    )


class NothingToImport(JobtrackError):
    template = N_("{place}: there are no figures in it; name a file that has some")
