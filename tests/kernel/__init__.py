"""Python and the browser's twins say the same: one node process, and everything asked of both."""
