"""The map: what is drawn of each feature, and the component that draws it."""
