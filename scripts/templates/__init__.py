"""Build the .docx templates of `bot/papers/templates` from their texts in `bot/papers/sources`."""
