"""The workshop: an agency brings its list in, sees what it changes, publishes, can undo."""
