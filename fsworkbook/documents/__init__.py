"""Values in, a file out; knows no database."""
