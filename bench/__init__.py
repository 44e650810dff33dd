"""The benchmark: ours beside its peers, interleaved in one run. `python -m bench` prints and judges it.

Absolute figures drift between runs and machines; ratios inside one run hold.
"""
