"""What can be known of pictures without drawing any: their sizes, and the error for unusable ones."""

COVER = 3000  # px, square; Apple takes 1400 to 3000
CARD = (1200, 630)  # px: the preview of a link in social networks
POSTER = (1280, 720)  # px: the still of a video, as the feed names it
STILL = (640, 360)  # px: what a page shows of a video before it is played
EMBEDDED = 1400  # px: the cover embedded in a sound file, which players load before the first word
ICON = 512  # px: the show on a home screen


class PictureError(Exception):
    """A picture that cannot be used: what is wrong with it, and what to do next."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
