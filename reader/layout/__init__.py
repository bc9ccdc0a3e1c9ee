"""Reading plus width to rows."""
