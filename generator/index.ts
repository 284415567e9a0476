/**
 * wireshape as a library: what its command line does, and nothing it could not do with this. Paths are relative to the `cwd` that
 * is given, results are returned and never printed; wrong use throws {@link UsageError}.
 */
export { UsageError } from './base/finding.ts';
export { toolVersion } from './base/tool.ts';
export { defineConfig, targetName, targetsOf } from './commands/config.ts';
export { documentTargets } from './commands/document-targets.ts';
export { diffFile } from './commands/file-diff.ts';
export { generate } from './commands/generate.ts';
export { configNames, loadConfig } from './commands/load-config.ts';
export { findDocuments, init } from './commands/init.ts';
export { mergeSettings } from './commands/settings.ts';
export { validate } from './commands/validate.ts';
export { watchFiles } from './commands/watch-files.ts';
export type { Finding, Level, Origin, Place } from './base/finding.ts';
export type { RuleLevel } from './base/levels.ts';
export type { ApiConfig, Config, FlowNames, VersionConfig } from './commands/config.ts';
export type { DocumentOptions } from './commands/document-targets.ts';
export type {
  FileChange,
  GenerateOptions,
  GenerateTarget,
  TargetResult,
} from './commands/generate.ts';
export type { InitChange, InitRequest, InitResult } from './commands/init.ts';
export type { LoadedConfig } from './commands/load-config.ts';
export type { Settings } from './commands/settings.ts';
export type { ValidateOptions, ValidateResult } from './commands/validate.ts';
export type { Round, WatchOptions } from './commands/watch-files.ts';
export type { Flow, Perspective } from './model/api.ts';
export type { Selection } from './passes/select-events.ts';
export type { FormatType, FormatTypes } from './passes/type-formats.ts';
