"""`python -m training train | evaluate | calibrate | compare | look | movements | export`."""

import sys

from training.commands import main

if __name__ == "__main__":
    sys.exit(main())
