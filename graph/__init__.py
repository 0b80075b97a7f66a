"""The store and everything that is asked of it, measured in it or written out of it."""
