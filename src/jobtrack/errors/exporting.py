"""Exports that can't be written as they were asked for."""

from jobtrack.errors import JobtrackError
from jobtrack.words import N_


class ExtraMissing(JobtrackError):
    template = N_("--format {format} needs one more library; run: pip install 'jobtrack[{extra}]'")


class OutputMissing(JobtrackError):
    template = N_("--format {format} can't be printed; say with --output where to write it")


class FormatNotWritten(JobtrackError):
    template = N_("--output {path} names no format that is written here; let it end in {words}")


class OutputNotAFolder(JobtrackError):
    template = N_("--output {path} is a file; name a folder, --format parquet writes many files")


class DatapackageWithoutCsv(JobtrackError):
    template = N_("--datapackage describes a CSV file; add --format csv and --output FILE.csv")


class TextTooLong(JobtrackError):
    template = N_(
        "{indicator} {period} {area}: {column} has {length} characters, a cell of a workbook holds "
        "{most}; export it with --format csv"
    )


class RevisionsInMetrics(JobtrackError):
    template = N_("--format prometheus has current values only; leave out --revisions")
