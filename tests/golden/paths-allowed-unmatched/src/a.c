int a;
// line 2
// line 3
