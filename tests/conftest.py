"""What every test run may say at its end: how many decisions were held against the oracle."""


def pytest_terminal_summary(terminalreporter):
    """Add up the decisions that the proofs and laws of safety counted."""
    decisions = sum(
        value
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if name == "decisions"
    )
    if decisions:
        terminalreporter.write_line(f"safety: {decisions:,} decisions held against table and laws")
