"""The words by which a conversation is understood, as lists: of `people`, of the `parts` of a post, of `speech`.

English is covered best, other languages with their most common words. `phrases` finds them in a text, in the form of `folded`.
"""
