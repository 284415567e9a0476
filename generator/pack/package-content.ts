import type { Draft } from '../render/drafts.ts';

/** All that a package is made from. */
export interface PackageContent {
  readonly name: string;
  readonly version: string;
  readonly description: string | undefined;
  /** An SPDX expression. */
  readonly license: string | undefined;
  readonly licenseText: string | undefined;
  /** The URL of the repository. */
  readonly repository: string | undefined;
  /** The version of the API that the root of the package exports. */
  readonly stable: string;
  /** The versions of the API, the oldest first. */
  readonly versions: readonly PackageVersion[];
  /** Modules, relative to the folder of the API: `ga/guards.ts`. */
  readonly sources: readonly Draft[];
  /** What is shipped as it is, in the same places: `manifest.json`, `changes/beta-to-ga.md`. */
  readonly documents: readonly Draft[];
  readonly changelog: string | undefined;
  /** The version of wireshape. */
  readonly tool: string;
}

/** What the README says of a version of the API. */
export interface PackageVersion {
  /** Its folder, and the first part of its import paths. */
  readonly name: string;
  readonly title: string;
  /** What the document calls its version. */
  readonly documentVersion: string;
  /** What it was read from, `ga.asyncapi.yaml`, and the hash of that. */
  readonly document: string;
  readonly hash: string;
  readonly received: PackageUnion;
  readonly sent: PackageUnion;
  /** How many names it exports. */
  readonly exports: number;
}

/** The events that travel one way. */
export interface PackageUnion {
  readonly events: number;
  /** The exported name of their union, as one reads them. */
  readonly read: string | undefined;
  /** The same as one may send them. */
  readonly write: string | undefined;
  /** The function that reads a message, and the field that it tells events apart by; undefined where no field does. */
  readonly parser: { readonly name: string; readonly tag: string } | undefined;
}
