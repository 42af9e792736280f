"""What writes files: spreadsheets, pictures, PDF, PPTX, and the buttons that give them."""
