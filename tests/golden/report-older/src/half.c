int half;
