"""Numbers, months and days that can't be read in one way only."""

from jobtrack.errors import JobtrackError
from jobtrack.words import N_


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


class UnitTwice(JobtrackError):
    template = N_("'{text}' gives a unit, and '{given}' is given already; keep one of them")


class RatioExpected(JobtrackError):
    template = N_(
        "'{text}' is one number, but this is a ratio; write numerator/denominator, such as 12/40"
    )


class RatioNotExpected(JobtrackError):
    template = N_("'{text}' is a ratio, but this is one number; write that, such as 12")


class DenominatorNotPositive(JobtrackError):
    template = N_("'{text}': the denominator must be above zero; correct it")


class NotAPeriod(JobtrackError):
    template = N_("'{text}' is not a month; write one such as 2021-07 or 2021年7月")


class PeriodAmbiguous(JobtrackError):
    template = N_("'{text}' can be read in two ways; write the month as {year}-MM")


class PeriodOfYtd(JobtrackError):
    template = N_("'{text}' runs from January on, which only a ytd value does; write one month")


class PeriodTooEarly(JobtrackError):
    template = N_("'{text}' is before 1900; write a month from 1900-01 on")


class NotADay(JobtrackError):
    template = N_("'{text}' is not a day; write one such as 2021-07-19")
