"""Invitations on paper and on a screen: a link, its QR code, and a sheet for the wall.

The libraries behind them are loaded at the first invitation, not when the bot starts.
"""
