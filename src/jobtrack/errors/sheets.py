"""Files of figures that can't be read: what they are instead, and what to do about it."""

from jobtrack.errors import JobtrackError
from jobtrack.words import N_


class IsAFolder(JobtrackError):
    template = N_("'{path}' is a folder; name the files in it")


class NotARegularFile(JobtrackError):
    template = N_("'{path}' is a pipe or a device, not a file; write - and pipe the content in")


class FileEmpty(JobtrackError):
    template = N_("'{path}' is empty; export it again from where it comes")


class WorkbookMisnamed(JobtrackError):
    template = N_("'{path}' is a {right} workbook, but its name ends in {ending}; rename it to {right}")


class TextMisnamed(JobtrackError):
    template = N_("'{path}' is plain text, but its name ends in {ending}; rename it to .csv")


class WebPage(JobtrackError):
    template = N_("'{path}' is a web page; open it in a spreadsheet program and save it as .xlsx")


class XmlDocument(JobtrackError):
    template = N_("'{path}' is an XML document; open it in a spreadsheet program and save it as .xlsx")


class PackedFiles(JobtrackError):
    template = N_("'{path}' is an archive; unpack it and import the files in it")


class NotATable(JobtrackError):
    template = N_("'{path}' is a document of another kind; save its table as .xlsx or .csv")


class BinaryWorkbook(JobtrackError):
    template = N_("'{path}' is a binary workbook (.xlsb); save it as .xlsx")


class EncodingUnknown(JobtrackError):
    template = N_("no encoding '{name}'; write one such as utf-8, gb18030, big5 or utf-16")


class EncodingUnclear(JobtrackError):
    template = N_("'{path}' is neither UTF-8 nor GB18030; say what it is, such as --encoding big5")


class EncodingWrong(JobtrackError):
    template = N_("'{path}' is not {encoding} throughout; give another --encoding, or save it again")


class NulByte(JobtrackError):
    template = N_(
        "{place} holds a NUL, which text never does; if it is UTF-16 write --encoding utf-16-le, else "
        "export it again"
    )


class LineTooLong(JobtrackError):
    template = N_("{place} has more than {limit} characters; write each row on a line of its own")


class CellTooLong(JobtrackError):
    template = N_("{place} has a cell of more than {limit} characters; shorten it")


class QuoteNotClosed(JobtrackError):
    template = N_("{place} opens a quote that is never closed; close it, or delete it")


class TextAfterQuote(JobtrackError):
    template = N_(
        "{place} goes on after a closing quote; write a quote inside a cell twice, and close each cell"
    )


class NotJson(JobtrackError):
    template = N_("{place} is not JSON: {detail}; write one whole object on each line")


class NotAnObject(JobtrackError):
    template = N_("{place} is not a JSON object; write one on each line, with a key for each column")


class KeyTwice(JobtrackError):
    template = N_("{place} has the key '{key}' twice; keep one")


class ValueNested(JobtrackError):
    template = N_("{place} has a list or an object as '{key}'; write a text or a number")


class TooManyKeys(JobtrackError):
    template = N_("{place} brings the keys to more than {limit}; let a key name a column, not a value")


class PasswordProtected(JobtrackError):
    template = N_("'{path}' is protected by a password; save it without one")


class WorkbookBroken(JobtrackError):
    template = N_(
        "'{path}' is damaged or cut short ({detail}); fetch it again, or open it in a spreadsheet "
        "program and save it anew"
    )


class WorkbookInflated(JobtrackError):
    template = N_("'{path}' unpacks to far more than a workbook holds; save the sheet as .csv")


class WorkbookTooLarge(JobtrackError):
    template = N_("'{path}' needs more memory than a workbook may take; save the sheet as .csv")


class WorkbookTooFull(JobtrackError):
    template = N_("'{path}' has more than {limit} cells; save the sheet as .csv")


class WorkbookTooSlow(JobtrackError):
    template = N_("'{path}' takes too long to read; save the sheet as .csv")
