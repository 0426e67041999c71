"""The Bot API on loopback HTTP: a stateful stand-in for Telegram, for demo and tests.

`server.Emulator` is the way in; `world.World` holds the state and knows no HTTP;
`methods/` answers the bot; `control.py` answers the chat page (CONTRACT.md).
"""
