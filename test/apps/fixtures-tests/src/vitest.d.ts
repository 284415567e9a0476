// As much of vitest's types as these tests need.
declare module 'vitest' {
  export function describe(name: string, body: () => void): void;
  export function it(name: string, body: () => void): void;
  export function expect(actual: unknown): {
    toBe(wanted: unknown): void;
    toEqual(wanted: unknown): void;
    toMatchObject(wanted: unknown): void;
  };
}
