"""Who stands beside whom: some needs of a wave get their crews anew, units and corps being seen exactly."""
