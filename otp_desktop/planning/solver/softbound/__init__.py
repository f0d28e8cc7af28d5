"""What is proved of the soft cost: flows whose pairs pay shares of what is bought once and used by many.

A unit more on a need, a face more on a group, a way to work and home again are bought once and used by several heads.
Let every use pay a share, all shares of one thing together never more than its price: then no plan costs less than the
flows of its parts do with these payments (Lagrange, weak duality). Subgradients find shares that prove more and more.
"""
