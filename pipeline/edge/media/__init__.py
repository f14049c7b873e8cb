"""Sound and pictures.

`sound` and `picture` are values and errors. `audio` reads and makes sound with `ffmpeg`, `tags` writes its tags, chapters and cover (`mp4`
for M4A). `tracks` selects what of a video is taken, and `synchrony` tells whether captions fit a sound. `artwork` draws.
"""
