"""What waits for a person, beside the registre: imports under way, profiles, errors reported."""
