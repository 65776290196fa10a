test('counts', () => {
  expect(1 + 1).toBe(2);
});

test('fails \u0007<&"', () => {
  expect('a\u001b[31mb').toBe('c');
});

test.skip('waits for the network', () => {
  expect(true).toBe(false);
});

test.todo('orders by date');

describe('database', () => {
  beforeAll(() => {
    throw new Error('no database');
  });

  test('stores', () => {
    expect(true).toBe(true);
  });
});
