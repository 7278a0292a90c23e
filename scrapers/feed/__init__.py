"""What other programs read: entries in order (`reader`, `cursor`), JSON Lines (`lines`), the JSON Schema (`schema`).

Each module is imported by itself: writing lines takes no database.
"""
