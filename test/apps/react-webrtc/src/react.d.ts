// As much of React's types as this page needs.
declare module 'react' {
  export function useState<T>(initial: T): [T, (next: T | ((before: T) => T)) => void];
  export function useRef<T>(initial: T): { current: T };
  export function useCallback<T>(callback: T, inputs: readonly unknown[]): T;
  export function useEffect(effect: () => void, inputs: readonly unknown[]): void;
}

declare module 'react/jsx-runtime' {
  export namespace JSX {
    type Element = unknown;
    interface IntrinsicElements {
      [name: string]: Record<string, unknown>;
    }
  }
}
