"""A podcast that was published elsewhere, adopted: whatever apps remember of it stays.

`takeover` says what the post of each item has to say, `counterparts` finds these posts, `imported` writes those that are missing, and
`inheritance` is for the feed file, both with values as they are `written` there.
"""
