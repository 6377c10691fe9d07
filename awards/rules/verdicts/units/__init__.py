"""What a unit's figures and place say: counts, caps, emulation flags, tables, votes."""
