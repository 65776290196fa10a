def send(): pass
