"""What the server writes down when something goes wrong: never what a person said."""

import logging


class PlainLog(logging.Formatter):
    """What went wrong and where; never what a person said."""

    def format(self, record: logging.LogRecord) -> str:
        """One line: the kind of fault, and the line of code."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None or error.__traceback__ is None:
            return f"instep: {record.name}: {record.levelname.lower()}"
        trace = error.__traceback__
        while trace.tb_next:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        return f"instep: {type(error).__name__} at {place}"
