"""What is known of pictures without drawing one: their sizes, and what a picture is refused with."""

COVER = 3000  # px, square; Apple takes 1400 to 3000
CARD = (1200, 630)  # px, what social networks show a link with
POSTER = (1280, 720)
STILL = (640, 360)  # what a page shows of a video before it is played
INSIDE = 1400  # px: the cover in a sound file, which every player reads before the first word
ICON = 512  # px: the show on a home screen


class PictureError(Exception):
    """A picture that cannot be used: what is wrong with it, and what to do next."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
