# Its folder is the one that modules are imported from.
