"""What a user can do: one file a noun, one function an intent; values in, values out."""
