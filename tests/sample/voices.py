"""Debian's `flite` as a Python function: words in, sound and the true time of every word out.

flite keeps, for each utterance, a tree from the written tokens down to the phones, and each phone knows its end. The command line
prints phones without words, so the library is asked itself (flite 2.2, `cst_item.h` and `cst_synth.h`).
"""

import ctypes
from array import array
from typing import Any, NamedTuple

from sound import RATE

_STRETCH = b"duration_stretch"
_START = b"R:SylStructure.daughter1.daughter1.R:Segment.p.end"
_END = b"R:SylStructure.daughtern.daughtern.R:Segment.end"


class Speech(NamedTuple):
    """Samples of 16 bits at `sound.RATE`, and (start, end) in seconds of each token that was given."""

    samples: "array[int]"
    times: tuple[tuple[float, float], ...]


class _Wave(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    )


class _Voice(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("features", ctypes.c_void_p))


_FUNCTIONS: tuple[tuple[str, Any, tuple[Any, ...]], ...] = (
    ("flite_init", ctypes.c_int, ()),
    ("flite_synth_text", ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_void_p)),
    ("flite_feat_set_float", None, (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_float)),
    ("utt_relation", ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_char_p)),
    ("utt_wave", ctypes.c_void_p, (ctypes.c_void_p,)),
    ("delete_utterance", None, (ctypes.c_void_p,)),
    ("relation_head", ctypes.c_void_p, (ctypes.c_void_p,)),
    ("item_next", ctypes.c_void_p, (ctypes.c_void_p,)),
    ("item_daughter", ctypes.c_void_p, (ctypes.c_void_p,)),
    ("ffeature_float", ctypes.c_float, (ctypes.c_void_p, ctypes.c_char_p)),
    ("srand", None, (ctypes.c_uint,)),
)


class Flite:
    """The library with the voices that were asked for: `slt` (a woman), `rms` (a man), `awb` (a man, Scottish), `kal16` (a robot)."""

    def __init__(self) -> None:
        """Load the library; OSError where Debian's package `flite` is not installed."""
        self._load("libflite.so.1")
        self._load("libflite_cmulex.so.1")
        self._load("libflite_usenglish.so.1")
        self._calls: dict[str, Any] = {}
        everything = ctypes.CDLL(None)
        for name, result, arguments in _FUNCTIONS:
            function = getattr(everything, name)
            function.restype, function.argtypes = result, arguments
            self._calls[name] = function
        self._calls["flite_init"]()
        self._voices: dict[str, int] = {}

    @staticmethod
    def _load(library: str) -> ctypes.CDLL:
        return ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)

    def _voice(self, name: str) -> int:
        if name not in self._voices:
            register = getattr(self._load(f"libflite_cmu_us_{name}.so.1"), f"register_cmu_us_{name}")
            register.restype, register.argtypes = ctypes.c_void_p, (ctypes.c_char_p,)
            self._voices[name] = register(None)
        return self._voices[name]

    def speak(self, tokens: tuple[str, ...], voice: str, stretch: float = 1.0) -> Speech:
        """The tokens as one phrase, without silence around it; `stretch` below 1 is faster."""
        call = self._calls
        features = _Voice.from_address(self._voice(voice)).features
        # The key is kept by its address: it has to be a constant.
        call["flite_feat_set_float"](features, _STRETCH, stretch)
        # The voices' breath is noise from rand(): without a seed no two runs give the same bytes.
        call["srand"](1)
        utterance = call["flite_synth_text"](" ".join(tokens).encode(), self._voice(voice))
        try:
            times = tuple(self._times(utterance))
            if len(times) != len(tokens):
                raise ValueError(f"flite read {len(times)} tokens in {tokens}")
            wave = _Wave.from_address(call["utt_wave"](utterance))
            first, last = _round(times[0][0]), min(_round(times[-1][1] + 0.06), wave.num_samples)
            samples = array("h", wave.samples[first:last])
        finally:
            call["delete_utterance"](utterance)
        origin = times[0][0]
        return Speech(samples, tuple((start - origin, end - origin) for start, end in times))

    def _times(self, utterance: int) -> list[tuple[float, float]]:
        """Start and end of each token that has words."""
        call = self._calls
        tokens = self._items(call["relation_head"](call["utt_relation"](utterance, b"Token")))
        spoken = (words for token in tokens if (words := self._items(call["item_daughter"](token))))
        return [(call["ffeature_float"](words[0], _START), call["ffeature_float"](words[-1], _END)) for words in spoken]

    def _items(self, item: int | None) -> list[int]:
        items = []
        while item:
            items.append(item)
            item = self._calls["item_next"](item)
        return items


def _round(seconds: float) -> int:
    return round(seconds * RATE)
