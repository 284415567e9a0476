import path from 'node:path';
import { slashed } from '../base/slashed.ts';
import { own } from '../base/json.ts';
import type { Drift, WireReport } from '../base/wire-report.ts';
import { readSources, type Sources } from '../load/document.ts';
import { formatOf } from '../load/load.ts';
import { createResolver } from '../load/resolve.ts';
import { pointerSegments } from '../base/pointer.ts';
import type { ApiModel } from '../model/api.ts';
import type { WireApi } from '../wire/wire-run.ts';
import type { CaptureSource } from './capture-source.ts';
import type { GenerateTarget } from './generate.ts';
import { messagesAt, placeKey } from './messages-at.ts';
import { readOverlayFiles } from './read-overlays.ts';
import { anything, type Spot } from './schema-spots.ts';
import {
  suggestActions,
  type SuggestedAction,
  type Suggestions,
  type Unsuggested,
} from './suggest-actions.ts';
import { sentenceOf } from './suggest-text.ts';
import { tagKeysOf } from './tag-keys.ts';
import { isInTellingField, messagesOf } from './telling-field.ts';
import { yamlText } from './yaml-text.ts';

export interface SuggestRequest {
  readonly report: WireReport;
  /** The version of the report, with the overlays that were suggested so far. */
  readonly target: GenerateTarget;
  readonly api: WireApi;
  readonly captures: readonly CaptureSource[];
  readonly cwd: string;
  readonly allowRefs: readonly string[];
}

/** An overlay that is suggested. */
export interface SuggestedOverlay {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
}

/** What can be suggested for the drifts of a report, and what cannot. */
export async function findSuggestions(
  request: SuggestRequest,
  sources: Sources,
): Promise<Suggestions> {
  const { report, target, api, captures } = request;
  const model = api.versions.find((one) => one.name === target.version)?.model;
  if (model === undefined) return { actions: [], unsuggested: [] };
  const messages = await messagesAt(
    report.drifts.map((one) => one.first),
    captures,
    api,
  );
  const isOld = formatOf(sources.root.value)?.startsWith('OpenAPI 3.0') === true;
  return suggestActions(report, {
    resolver: createResolver(sources, []),
    language: isOld ? 'openapi-3.0' : 'json-schema',
    tagKeys: tagKeysOf([...sources.files.values()].map(({ value }) => value)),
    starts: (drift) => startsOf(drift, model, sources, messages),
    isTelling: (drift) => isInTellingField(drift, model),
  });
}

/** A document as its overlays leave it. */
export async function readSuggested({
  target,
  cwd,
  allowRefs,
}: Pick<SuggestRequest, 'target' | 'cwd' | 'allowRefs'>): Promise<Sources | undefined> {
  const { settings = {}, document } = target;
  const { edit } = await readOverlayFiles(settings.overlays ?? [], cwd);
  const allow = [...allowRefs, ...(settings.allowRefs ?? [])];
  return readSources(document, { cwd, allow, edit }).value;
}

/** The schemas of an event's messages, with the message that showed the drift first. */
function startsOf(
  drift: Drift,
  model: ApiModel,
  { files }: Sources,
  read: ReadonlyMap<string, unknown>,
): readonly Spot[] {
  const place = placeKey(drift.first);
  const seen = read.has(place) ? read.get(place) : anything;
  return messagesOf(drift, model).flatMap(({ shape }) => {
    const name = shape.kind === 'ref' ? shape.name : undefined;
    const at = model.shapes.find((one) => one.name === name)?.origin;
    const file = [...files.values()].find((one) => one.file === at?.file);
    if (at === undefined || file === undefined) return [];
    const value = pointerSegments(at.pointer).reduce<unknown>(own, file.value);
    return [{ node: { value, at }, value: seen }];
  });
}

/** One for each file that is to change: that of the document has the name that was asked for, the others one beside it. */
export function overlaysOf(
  { actions, unsuggested }: Suggestions,
  { root, files }: Sources,
  { file, report }: { readonly file: string; readonly report: WireReport },
): readonly SuggestedOverlay[] {
  const names = [...new Set([root.file, ...actions.map((one) => one.file)])];
  const some = names.filter((name) => actions.some((one) => one.file === name));
  return some.map((name, index) => {
    const about = [...files.values()].find((one) => one.file === name) ?? root;
    const target = about === root ? file : besideOf(file, about.path);
    const own = actions.filter((one) => one.file === name);
    const left = index === 0 ? unsuggested : [];
    const text = overlayText(own, left, { file: target, about: about.path, report });
    return { file: target, text };
  });
}

/** `wire.overlay.yaml` is `wire.items.overlay.yaml` for `items.yaml`. */
function besideOf(file: string, about: string): string {
  const stem = path.basename(about).replace(/\.[^.]*$/, '');
  const name = path.basename(file);
  const [, first = name, rest = ''] = /^(.*?)((?:\.overlay)?\.(?:ya?ml|json))$/.exec(name) ?? [];
  return path.join(path.dirname(file), `${first}.${stem}${rest}`);
}

function overlayText(
  actions: readonly SuggestedAction[],
  unsuggested: readonly Unsuggested[],
  {
    file,
    about,
    report,
  }: { readonly file: string; readonly about: string; readonly report: WireReport },
): string {
  const { api, version } = report;
  const to = slashed(path.relative(path.dirname(file), about));
  return yamlText({
    overlay: '1.0.0',
    info: {
      title: `What messages of ${version === '' ? api : `${api}@${version}`} show`,
      version: '1.0.0',
    },
    extends: to.startsWith('.') || path.isAbsolute(to) ? to : `./${to}`,
    ...(unsuggested.length === 0 ? {} : { 'x-not-suggested': unsuggested.map(leftText) }),
    actions: actions.map(({ target, drifts, change }) => ({
      target,
      ...(drifts.length === 0
        ? { description: 'Makes room for what the next action puts here.' }
        : { description: sentenceOf(drifts), 'x-evidence': drifts.map(evidenceOf) }),
      ...change,
    })),
  });
}

function evidenceOf({ first, event, count }: Drift): Readonly<Record<string, unknown>> {
  return { ...first, event, count };
}

function leftText({ drift, why }: Unsuggested): Readonly<Record<string, unknown>> {
  const { rule, event, path: at, first, count } = drift;
  return { rule, event, ...(at === '' ? {} : { path: at }), ...first, count, why };
}
