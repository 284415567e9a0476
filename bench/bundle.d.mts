/** A JSON Schema, as far as anybody here looks at it. */
export type Schema = Readonly<Record<string, unknown>>;

interface Ref {
  readonly $ref: string;
}

/** An AsyncAPI 3 document in one piece. */
export interface AsyncApiBundle {
  readonly info: { readonly title: string; readonly version: string };
  readonly channels: Readonly<
    Record<string, { readonly address: string; readonly messages: Readonly<Record<string, Ref>> }>
  >;
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly action: 'send' | 'receive';
        readonly channel: Ref;
        readonly messages: readonly Ref[];
      }
    >
  >;
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly name: string; readonly payload: Ref }>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
}

export function bundleAsyncApi(file: string): AsyncApiBundle;
