import { NameTable } from '../base/names.ts';
import { quote } from '../base/text.ts';
import { toolVersion } from '../base/tool.ts';
import type { ApiModel } from '../model/api.ts';
import { indexShapes } from '../model/walk.ts';
import { generatedMark } from '../render/drafts.ts';
import { formatTypeScript } from '../render/format.ts';
import type { Render } from '../render/templates.ts';
import { conversionOf } from './conversion.ts';
import { eventTurns } from './event-turns.ts';
import type { MigrationPlan } from './plan.ts';
import { rowText } from './row-text.ts';
import { coreNames, namespaceOf } from './turn-names.ts';
import { valueTurns } from './value-turns.ts';

/** A version on one side of a map. */
export interface MigratedVersion {
  /** `beta`, which is also the folder of its types. */
  readonly name: string;
  readonly model: ApiModel;
  /** The names that its types are exported by; a model may hold more than that. */
  readonly types: ReadonlySet<string>;
}

/** The file of converters of a plan, `beta-to-ga.ts`: what stands beside the folders of both versions, in a folder of its own. */
export async function emitConverters(
  plan: MigrationPlan,
  before: MigratedVersion,
  after: MigratedVersion,
  render: Render,
): Promise<string> {
  const names = new NameTable();
  for (const one of coreNames) names.claim(one);
  const sides = {
    plan,
    before: {
      ...before,
      namespace: namespaceOf(before.name, names),
      index: indexShapes(before.model),
    },
    after: { ...after, namespace: namespaceOf(after.name, names), index: indexShapes(after.model) },
  };
  const conversion = conversionOf(plan, sides.before.index, sides.after.index);
  const [events, values] = [
    eventTurns(sides, conversion, names),
    valueTurns(sides, conversion, names),
  ];
  const turns = { hasEvents: events.length > 0, hasValues: values.length > 0 };
  const hasTurns = turns.hasEvents || turns.hasValues;
  const text = render('migrate/converters', {
    ...turns,
    hasTurns,
    isEmpty: !hasTurns,
    banner: {
      mark: generatedMark,
      tool: toolVersion,
      sources: `${sourceOf(before)}, ${sourceOf(after)} and ${shown(plan.migration.file)}`,
    },
    imports: (hasTurns ? [sides.before, sides.after] : []).map(({ name, namespace }) => ({
      text: `import type * as ${namespace} from ${quote(`../${name}/index.js`)};`,
    })),
    events,
    values,
    types: [...conversion].map(([type, rows]) => ({
      name: quote(type),
      rows: rows.map((row) => ({ text: rowText(row, sides.after.name) })),
    })),
    older: sides.before.namespace,
    newer: sides.after.namespace,
  });
  return formatTypeScript(text);
}

function sourceOf({ model: { source } }: MigratedVersion): string {
  return `${shown(source.file)} (sha256 ${source.hash})`;
}

/** The name of a file, as it may stand in a comment of one line. */
function shown(file: string): string {
  return quote(file.slice(file.lastIndexOf('/') + 1)).slice(1, -1);
}
