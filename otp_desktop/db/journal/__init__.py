"""The journal: what each unit of work writes, kept record by record, and taken back on demand."""
