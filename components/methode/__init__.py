"""Page Méthode et sources: definitions, rules, sources and licences."""
