"""Many readings, and the search over them."""
