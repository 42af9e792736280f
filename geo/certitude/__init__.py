"""What may be said of a rate: attested, recorded, possible, published (DESIGN section 6)."""
