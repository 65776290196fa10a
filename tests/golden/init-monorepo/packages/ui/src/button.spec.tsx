import { expect, test } from 'vitest';
test('shows', () => {});
