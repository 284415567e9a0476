import { suggest } from '../base/nearest.ts';
import { nameProblem } from '../pack/package-name.ts';
import { show, type ConfigEntry } from './check-entry.ts';

/**
 * Checks what the config says of an API's package.
 *
 * @throws {UsageError} for the first thing that is wrong.
 */
export function checkPackage(entry: ConfigEntry | undefined, versions: readonly string[]): void {
  const settings = entry?.record([
    'name',
    'description',
    'license',
    'licenseFile',
    'repository',
    'stable',
  ]);
  if (settings === undefined) return;
  for (const key of ['description', 'license', 'licenseFile', 'repository'])
    settings.get(key)?.text();
  const name = settings.get('name');
  const problem = name && nameProblem(name.text());
  if (name !== undefined && problem !== undefined) {
    throw name.wrong(`${problem}, unlike ${show(name.text())}`);
  }
  const stable = settings.get('stable');
  if (stable !== undefined && !versions.includes(stable.text())) {
    const given = stable.text();
    throw stable.wrong(`is no version of this API: ${given}`, suggest(given, versions));
  }
}
