"""Talking to language models: the port, the OpenAI-compatible adapter and the scripted twin."""

from interarec.platform.chat.build import build_chat, require_chat
from interarec.platform.chat.port import (
    Chat,
    ChatImage,
    ChatMessage,
    ChatReply,
    ChatRequest,
    Detail,
    Finish,
    JsonShape,
    Model,
    Structured,
    Tool,
    ToolCall,
    Usage,
)
from interarec.platform.chat.retrying import RetryingChat, RetryPolicy
from interarec.platform.chat.scripted import Play, ScriptedModel, called, failed, refused, said, scripted_chat, slow

__all__ = [
    "Chat",
    "ChatImage",
    "ChatMessage",
    "ChatReply",
    "ChatRequest",
    "Detail",
    "Finish",
    "JsonShape",
    "Model",
    "Play",
    "RetryPolicy",
    "RetryingChat",
    "ScriptedModel",
    "Structured",
    "Tool",
    "ToolCall",
    "Usage",
    "build_chat",
    "called",
    "failed",
    "refused",
    "require_chat",
    "said",
    "scripted_chat",
    "slow",
]
