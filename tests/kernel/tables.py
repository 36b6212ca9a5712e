"""Prints the kernel's tables and their version, for tests that run in node by themselves."""

import json
import sys

from instep.adapters.content import load
from instep.web.kernel_tables import kernel_json, version_of

if __name__ == "__main__":
    text = kernel_json(load())
    json.dump({"text": text, "version": version_of(text)}, sys.stdout)
