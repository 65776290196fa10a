int f0;
