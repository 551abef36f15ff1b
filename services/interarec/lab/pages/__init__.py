"""Invented shop pages with their truth: drawn in Chromium, words and offers read from the DOM.

`development` layouts are for building the reader, `frozen` ones only for its score; they differ in structure.
Used by `lab.reading_bench` and to make the few pictures the tests keep.
"""
