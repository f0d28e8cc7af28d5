"""Collections of stored records, one a kind: they take and return domain objects."""
