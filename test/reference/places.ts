import { unquoted, type ReadSection } from './page.ts';

/** What is said of a field: whether it must be there, and the values that are named. */
export interface Place {
  readonly required: boolean;
  readonly values: ReadonlySet<string>;
}

/** Finds what the sections of a page say of a field somewhere in an event, by following its links as a reader would. */
export function pagePlaces(
  sections: readonly ReadSection[],
): (event: string, path: readonly string[]) => Place | undefined {
  const byAnchor = new Map(sections.map((one) => [one.anchor, one]));
  return (event, path) => {
    const start = sections.filter((one) => one.heading === event && one.chapter !== 'Components');
    const isSent = start.some((one) => one.anchor.startsWith('sent-'));
    const [last = '', ...others] = path.toReversed();
    let holders: readonly ReadSection[] = start;
    for (const key of others.reverse()) {
      holders = rowsAt(holders, key).flatMap((row) => linked(row['Type'] ?? '', byAnchor));
    }
    const found = rowsAt(holders, last);
    if (found.length === 0) return undefined;
    return {
      required: found.every(({ Description: text = '' }) => isRequired(text, isSent)),
      values: new Set(found.flatMap((row) => valuesIn(row, byAnchor))),
    };
  };
}

function rowsAt(holders: readonly ReadSection[], key: string): ReadSection['rows'] {
  return holders.flatMap((one) => one.rows).filter((row) => unquoted(row['Field'] ?? '') === key);
}

function isRequired(text: string, isSent: boolean): boolean {
  const [, need = ''] =
    /^(\*\*Required\.\*\*|\*\*Required\*\*, but optional when sent\.|Optional\.)/.exec(text) ?? [];
  if (need === '') throw new Error(`nothing says whether it is required: ${text}`);
  return need === '**Required.**' || (need.startsWith('**') && !isSent);
}

/** The sections that links lead to, and those that these list as alternatives. */
function linked(text: string, byAnchor: ReadonlyMap<string, ReadSection>): readonly ReadSection[] {
  return [...text.matchAll(/\]\(#([^)]*)\)/g)].flatMap(([, anchor = '']) => {
    const section = byAnchor.get(anchor);
    if (section === undefined) throw new Error(`there is no section ${anchor}`);
    if (section.rows.some((row) => Object.hasOwn(row, 'Field'))) return [section];
    const listed = section.lines.filter((line) => /^(?:- |\*\*Type:\*\* )/.test(line)).join('\n');
    return [section, ...linked(listed, byAnchor)];
  });
}

/** Values stand as code: in the row, or in a list of the section that it links to. */
function valuesIn(
  row: ReadSection['rows'][number],
  byAnchor: ReadonlyMap<string, ReadSection>,
): readonly string[] {
  const { Type: type = '', Description: text = '' } = row;
  const [, told = ''] = /(?:Allowed values|Items|Values): (.*?)\.(?: |$)/.exec(text) ?? [];
  const [, only = ''] = /[Aa]lways (`[^`]*`)/.exec(text) ?? [];
  const plain = type.replaceAll(/\[[^\]]*\]\([^)]*\)/g, '');
  const lists = linked(type, byAnchor).flatMap((one) =>
    one.lines.filter((line) => /^- `[^`]*`$/.test(line)),
  );
  return [told, only, plain, ...lists].flatMap((one) =>
    Array.from(one.matchAll(/`([^`]*)`/g), ([, value = '']) => value),
  );
}
