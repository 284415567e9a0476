import type { Origin } from '../base/finding.ts';
import { pointerTo } from '../base/pointer.ts';
import type { Waiver } from '../diff/judgement.ts';
import { mergeDiffSettings, type DiffSettings } from './diff-settings.ts';
import type { LoadedConfig } from './load-config.ts';

/** A waiver, and where the config has it. */
export interface PlacedWaiver {
  readonly waiver: Waiver;
  readonly origin: Origin;
}

/** How changes between versions are taken. */
export interface DiffChoice {
  readonly levels: NonNullable<DiffSettings['rules']>;
  readonly waivers: readonly PlacedWaiver[];
  readonly failOn: DiffSettings['failOn'];
}

/** What a config says of changes: at its top, and at an API; `file` is what it is called. */
export function diffChoice(
  { config }: Pick<LoadedConfig, 'config'>,
  api: string | undefined,
  file: string,
): DiffChoice {
  const outer = config.diff ?? {};
  const inner = (api === undefined ? undefined : config.apis[api]?.diff) ?? {};
  const { rules = {}, failOn } = mergeDiffSettings(outer, inner);
  return {
    levels: rules,
    failOn,
    waivers: [
      ...placed(outer, { file, pointer: pointerTo('', 'diff', 'waivers') }),
      ...placed(inner, { file, pointer: pointerTo('', 'apis', api ?? '', 'diff', 'waivers') }),
    ],
  };
}

/** What holds where there is no config. */
export const plainChoice: DiffChoice = { levels: {}, waivers: [], failOn: undefined };

/** Waivers whose places nobody asks for. */
export function placedWaivers(settings: DiffSettings): readonly PlacedWaiver[] {
  return placed(settings, { file: '', pointer: '' });
}

function placed(
  { waivers = [] }: DiffSettings,
  { file, pointer }: Origin,
): readonly PlacedWaiver[] {
  return waivers.map((one, index) => ({
    waiver: { rule: one.rule, at: one.at, reason: one.reason, expires: one.expires },
    origin: { file, pointer: pointerTo(pointer, index) },
  }));
}
