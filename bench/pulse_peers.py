"""Programs that find beats in the same light: ours, NeuroKit2, HeartPy and plain scipy.

Each gets one even row of values in which more blood is higher, and does its own cleaning.
"""

import warnings
from collections.abc import Callable, Iterator

import numpy as np

from instep.core.measures.pulse.beats import find_beats
from instep.core.measures.pulse.period import period_of
from instep.core.measures.pulse.upslope import levelled, spectrum, upslope

Find = Callable[[np.ndarray, float], np.ndarray]
"""From values and their rate to the seconds of the beats."""


def ours(blood: np.ndarray, rate: float) -> np.ndarray:
    """The upslopes and their best row."""
    level = levelled(upslope(spectrum(-blood, rate), len(blood), rate), rate)
    return find_beats(level, rate, period_of(level, rate)) / rate


def everyone() -> Iterator[tuple[str, Find]]:
    """Ours, and each peer that is installed; one that is not is said aloud."""
    yield "Instep", ours
    for name, peers in (("scipy", _scipy), ("neurokit2", _neurokit), ("heartpy", _heartpy)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = list(peers())
        except ImportError as error:
            print(f"{name} is not installed ({error}): its rows are left out.")
            continue
        yield from found


def _scipy() -> Iterator[tuple[str, Find]]:
    from scipy.signal import butter, find_peaks, sosfiltfilt

    def find(blood: np.ndarray, rate: float) -> np.ndarray:
        band = butter(2, (0.5, 5), "band", fs=rate, output="sos")
        clean = sosfiltfilt(band, blood)
        peaks, _ = find_peaks(
            clean, distance=max(1, int(0.33 * rate)), prominence=0.5 * clean.std()
        )
        return peaks / rate

    yield "scipy, band-pass and find_peaks", find


def _neurokit() -> Iterator[tuple[str, Find]]:
    import neurokit2 as nk

    def by(method: str, mark: str) -> Find:
        def find(blood: np.ndarray, rate: float) -> np.ndarray:
            clean = nk.ppg_clean(blood, sampling_rate=int(rate), method="elgendi")
            found = nk.ppg_findpeaks(clean, sampling_rate=int(rate), method=method)
            return np.asarray(found[mark]) / rate

        return find

    yield "NeuroKit2, elgendi", by("elgendi", "PPG_Peaks")
    yield "NeuroKit2, charlton (MSPTDfast 2)", by("charlton", "PPG_Peaks")
    yield "NeuroKit2, charlton2024 (MSPTDfast 1)", by("charlton2024", "PPG_Peaks")
    yield "NeuroKit2, charlton2024, onsets", by("charlton2024", "PPG_Onsets")


def _heartpy() -> Iterator[tuple[str, Find]]:
    import heartpy

    def find(blood: np.ndarray, rate: float) -> np.ndarray:
        try:
            clean = heartpy.filter_signal(
                blood, [0.7, 3.5], sample_rate=rate, order=3, filtertype="bandpass"
            )
            working, _ = heartpy.process(heartpy.scale_data(clean), rate)
        except Exception:  # its own word for a signal it will not read
            return np.array([])
        taken = np.asarray(working["binary_peaklist"], dtype=bool)
        return np.asarray(working["peaklist"])[taken] / rate

    yield "HeartPy, accepted beats", find
