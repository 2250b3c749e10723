"""The revisions of the tables, oldest first (data.md 7); they change tables only, triggers are rendered after them."""
