"""Charts that can't be drawn as they were asked for."""

from jobtrack.errors import JobtrackError
from jobtrack.words import N_


class ChartOnTerminal(JobtrackError):
    template = N_(
        "a chart can't be shown in a terminal; say with --output FILE.{format} where to write it, or "
        "run 'jobtrack history INDICATOR --chart'"
    )


class ChartFormatUnsaid(JobtrackError):
    template = N_("--output {path} names no format; let it end in .svg, .png or .pdf, or add --format")


class GlyphMissing(JobtrackError):
    template = N_(
        "no font found here has '{signs}'; install one that has, such as the package fonts-noto-cjk, "
        "or draw with English names by --lang en"
    )
