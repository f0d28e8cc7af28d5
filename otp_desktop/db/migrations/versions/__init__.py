"""The changes of the tables, numbered; ``schema.CURRENT_REVISION`` names the last one."""
