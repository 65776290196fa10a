def retry(): pass
