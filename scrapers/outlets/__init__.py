"""The outlet catalogue: facts about outlets as TOML data, one file per country."""
