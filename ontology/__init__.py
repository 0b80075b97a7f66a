"""What may be said: vocabulary, code lists, shapes, names of things."""
