"""Files brought into the database: one way for all kinds: read, matched with what is stored, shown, stored."""
