"""`python -m pipeline VERB` is `pipeline VERB`."""

import sys

from pipeline.cli import main

sys.exit(main())
