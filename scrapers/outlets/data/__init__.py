"""The outlet files that ship, one a country."""
