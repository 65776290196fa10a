import { sum } from './sum';
describe('sum', () => {
  it('adds', () => {});
  it('carries', () => {});
});
