"""`python -m kiosk` is the kiosk program."""

import io
import sys

from kiosk.app import main

if "--self-test" in sys.argv:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # kioskctl reads it, whatever the locale is
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

sys.exit(main())
