def log(): pass
