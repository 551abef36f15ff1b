"""Cosine similarity of texts behind one port: TF-IDF without a model, or a sentence encoder."""

from interarec.platform.embeddings.encoder import EncoderIndex, SentenceEncoder
from interarec.platform.embeddings.lexical import LexicalIndex
from interarec.platform.embeddings.port import TextIndex, TextQuery

__all__ = ["EncoderIndex", "LexicalIndex", "SentenceEncoder", "TextIndex", "TextQuery"]
