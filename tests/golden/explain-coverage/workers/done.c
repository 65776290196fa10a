int done;
