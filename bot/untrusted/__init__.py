"""Files that people send: their text is read in a process of its own, with limits on everything.

`reader.py` is what the bot calls; `child.py` is what runs in the process; `docx.py` and `pdf.py`
read. Nothing here stores or logs a file or a word of it.
"""
