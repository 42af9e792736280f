"""Pages Accessibilité, Mentions légales and Données personnelles."""
