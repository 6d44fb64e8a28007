"""Figures of the program: `make bench` prints them and writes `dist/bench.json`."""
