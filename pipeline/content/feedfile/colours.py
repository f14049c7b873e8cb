"""Colours as style sheets have them (CSS Color 4 and 5): names, hexadecimal digits, functions."""

import re

_NAMES = """
aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood cadetblue chartreuse
chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta
darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet
deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green
greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral
lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple
mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite
navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink
plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue
slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
yellowgreen
transparent currentcolor
accentcolor accentcolortext activetext buttonborder buttonface buttontext canvas canvastext field fieldtext graytext highlight
highlighttext linktext mark marktext selecteditem selecteditemtext visitedtext
"""
_NAMED = frozenset(_NAMES.split())
_NUMBER = r"(?:none|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:%|deg|g?rad|turn)?)"
_SPACE = r"(?:rgba?|hsla?|hwb|(?:ok)?(?:lab|lch))"  # functions of three numbers, and perhaps of how opaque the colour is
_COLOUR = rf"""(?isx)
    \#(?:[0-9a-f]{{3,4}}|[0-9a-f]{{6}}|[0-9a-f]{{8}})
    | {_SPACE}\(\s*{_NUMBER}(?:[\s,]+{_NUMBER}){{2}}(?:\s*[,/]\s*{_NUMBER})?\s*\)
    | {_SPACE}\((?=\s*from\s|.*\().+\)   # made from another colour, or computed
    | (?:alpha|color|color-mix|contrast-color|device-cmyk|env|light-dark|var)\(.+\)"""


def is_colour(text: str) -> bool:
    """Whether a text is a colour. Of what is computed or made from others, only the function's name is looked at."""
    return text.casefold() in _NAMED or re.fullmatch(_COLOUR, text) is not None
