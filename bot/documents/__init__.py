"""View → bytes: Word documents from templates, and the year wheel as a picture.

Pure and synchronous: a caller in the event loop runs these functions in a thread. docxtpl, python-docx and resvg
are imported inside the functions that use them, because they are slow to load and a first turn never needs them.
"""
