export const sum = (a, b) => a + b;
export const half = (a) => a / 2;
