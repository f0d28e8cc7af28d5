"""The window: Qt only, over the services; nothing here knows the database, the solver, the paper or the map."""
