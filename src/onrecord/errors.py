"""Every error that onrecord raises on purpose."""


class OnrecordError(Exception):
    """The root of all errors raised on purpose."""


class InvalidValueError(OnrecordError, ValueError):
    """A value breaks its own rule."""


class InvalidRuleError(OnrecordError, ValueError):
    """A file of rules or a list is not as it must be."""


class UnknownCodeError(OnrecordError, LookupError):
    """A code, rule or setting that does not exist."""


class InvalidInputError(OnrecordError, ValueError):
    """A report cannot be read as it is."""


class SettingsError(OnrecordError, ValueError):
    """A setting is unknown or has a value it cannot have."""


class MissingModelError(OnrecordError, LookupError):
    """A language model is not installed."""


class TimeUpError(BaseException):
    """A document took too long. No Exception, as libraries that go on after any fault would go on after this one."""


class FetchError(OnrecordError, OSError):
    """A URL could not be fetched."""


class InvalidGoldError(OnrecordError, ValueError):
    """A file of gold, or of results to hold against it, is not as it must be."""


class ArchiveError(OnrecordError):
    """An archive is missing, is none, or cannot be read or written."""


class RefusedError(ArchiveError):
    """The database does not take a value that was to be written."""
