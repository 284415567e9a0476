export interface Installed {
  readonly packages: number;
  readonly mebibytes: number;
}
export function installed(folder: string): Installed;
