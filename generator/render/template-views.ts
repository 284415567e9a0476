/** What a view holds under a key: a finished text, a yes or no, more keys, or a list of things with keys. */
export type ViewPart = 'text' | 'flag' | View | readonly [View];
export interface View {
  readonly [key: string]: ViewPart;
}

const banner: View = { mark: 'text', tool: 'text', document: 'text', format: 'text', hash: 'text' };
const texts: readonly [View] = [{ text: 'text' }];

/**
 * What each template is given, by its name. Texts are finished: names, literals and types as they stand in code, comments with their
 * line feed. `banner` is a partial: what includes it must have what it asks for.
 */
export const templateViews: Readonly<Record<string, View>> = {
  banner: { banner },
  connection: { comment: 'text', head: 'text', calls: texts, result: 'text' },
  'connection-core': {
    base: 'text',
    socket: 'text',
    client: 'text',
    options: 'text',
    end: 'text',
    wait: 'text',
    args: 'text',
    method: 'text',
    open: 'text',
  },
  declaration: {
    comment: 'text',
    head: 'text',
    isInterface: 'flag',
    fields: [{ comment: 'text', text: 'text' }],
    tail: 'text',
  },
  file: { banner, imports: texts, parts: texts },
  function: { comment: 'text', head: 'text', body: 'text' },
  index: { banner, exports: texts },
  outcomes: { known: 'text', unknown: 'text', malformed: 'text', read: 'text' },
};
