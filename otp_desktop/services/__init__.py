"""Use cases: one short function each, over an open Workspace. Writes return Changes; reads return domain values."""
