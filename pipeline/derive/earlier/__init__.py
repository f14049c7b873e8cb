"""An earlier feed, in whose place the next one is to be put.

`published` is what it says, as its `reader` finds it, and `feedxml` its XML, in which `mending` puts right what is broken. `succession`
pairs its items with those of the next feed, and `guard` refuses what listeners would notice; `moves` are the addresses of sounds that
changed.
"""
