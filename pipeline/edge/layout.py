"""The layout of a show's folder: the names of what is in it.

It imports nothing, since a publish that has nothing to do imports little.
"""

EPISODES = "episodes"  # posts, and beside each a folder with its recording
FEEDS = "feeds"
SETTINGS = "pipeline.local.yaml"
PUBLIC = "public"  # in it, a show's published site is a folder of the show's name
KEPT = ".pipeline"  # in it, a folder of the show's name contains what is kept between runs, such as:
SITE = "site"  # the show's next site
RECORDS = "records"  # what became of each of its posts; lost, it is restored while everything can still be made
