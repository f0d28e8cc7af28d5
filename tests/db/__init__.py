"""The database: what is stored comes back, whatever happens meanwhile."""
