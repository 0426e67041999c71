"""The commands that work in the chat, in the order of the messenger's menu."""

NAMES = ("start", "menu", "school", "ask", "docs", "settings", "mydata", "forget", "help")
