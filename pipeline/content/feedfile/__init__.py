"""The parts of a feed file that are more than one value; `pipeline.content.read_show` reads it as a whole.

Those of the show are `audio`, `frequency`, `people` and `store`. `theme` checks `colours` and their `contrast`.
"""
