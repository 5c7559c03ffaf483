"""What can go wrong: every refusal of the simulator is an Error with the sentence that the command line prints."""

REFUSED, UNKNOWN, INTERRUPTED = -4, -21, -6


class Error(Exception):
    """`code` is that of ccsim.h; the text is a whole sentence."""

    def __init__(self, text, code=0):
        super().__init__(text)
        self.code = code


class Refused(Error, ValueError):
    """A scenario, a plan, a script or a value was refused."""


class Unknown(Error, KeyError):
    """There is nothing of that name."""

    def __str__(self):  # KeyError would print it in quotes
        return Exception.__str__(self)


class Interrupted(UserWarning):
    """A run was stopped by Ctrl-C: its results are of the replications that were complete."""


def error_of(code, text):
    """The exception for a code below 0."""
    kind = {REFUSED: Refused, -2: Refused, UNKNOWN: Unknown, -1: MemoryError}.get(code, Error)
    return kind(text) if kind is MemoryError else kind(text, code)
