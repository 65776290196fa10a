const { answer } = require('./answer');

test('answers', () => {
  expect(answer()).toBe(42);
});
