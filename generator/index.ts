/**
 * wireshape as a library: what its command line does, and nothing it could not do with this. Paths are relative to the `cwd` that
 * is given, results are returned and never printed; wrong use throws {@link UsageError}.
 */
export { diffRuleIds, diffRules } from './base/diff-rules.ts';
export { UsageError } from './base/finding.ts';
export { rules } from './base/rules.ts';
export { toolVersion } from './base/tool.ts';
export { apiTargetsOf } from './commands/api-targets.ts';
export { checkCaptures } from './commands/check-captures.ts';
export { checkFrames, createFrameChecker } from './commands/check-frames.ts';
export { checkMigrations } from './commands/check-migrations.ts';
export { defineConfig, targetName, targetsOf } from './commands/config.ts';
export { diff } from './commands/diff.ts';
export { failOns } from './commands/diff-settings.ts';
export { documentTargets } from './commands/document-targets.ts';
export { draftMigration } from './commands/draft-migration.ts';
export { diffFile } from './commands/file-diff.ts';
export { generate } from './commands/generate.ts';
export { generateApis } from './commands/generate-apis.ts';
export { findingsText } from './commands/findings-text.ts';
export { configNames, loadConfig } from './commands/load-config.ts';
export { findDocuments, init } from './commands/init.ts';
export { migrateSource } from './commands/migrate-source.ts';
export { pack } from './commands/pack.ts';
export { defaultPackages, packTargetsOf } from './commands/pack-targets.ts';
export { checkNames, publish } from './commands/publish.ts';
export { reportFormat, reportText } from './commands/report-text.ts';
export { mergeSettings } from './commands/settings.ts';
export { validate } from './commands/validate.ts';
export { watchFiles } from './commands/watch-files.ts';
export { baselineOf, wire, wireFailOns } from './commands/wire.ts';
export { mergeWire } from './commands/wire-merge.ts';
export { wireReportText } from './commands/wire-report-text.ts';
export { readWireApi } from './commands/wire-api.ts';
export { writeNewReport, writeReport } from './commands/write-report.ts';
export type {
  DiffRule,
  DiffRuleId,
  Effect,
  RuleCell,
  RuleCells,
  RuleVerdict,
} from './base/diff-rules.ts';
export type { Finding, Level, Origin, Place } from './base/finding.ts';
export type { RuleLevel } from './base/levels.ts';
export type { RuleRow, RuleSource } from './base/rules.ts';
export type * from './base/wire-report.ts';
export type { ApiTarget } from './commands/api-targets.ts';
export type { CaptureSource } from './commands/capture-source.ts';
export type { CheckCapturesOptions, CheckCapturesResult } from './commands/check-captures.ts';
export type { CheckFramesOptions, FrameChecker, WireFrame } from './commands/check-frames.ts';
export type {
  CheckMigrationsRequest,
  CheckMigrationsResult,
  MigrationCheck,
} from './commands/check-migrations.ts';
export type {
  ApiConfig,
  Config,
  FlowNames,
  MigrationConfig,
  VersionConfig,
  VersionPair,
} from './commands/config.ts';
export type { DiffRequest, DiffResult } from './commands/diff.ts';
export type { DraftMigrationRequest, DraftMigrationResult } from './commands/draft-migration.ts';
export type { FileOptions } from './commands/diff-input.ts';
export type { DiffSettings, FailOn, WaiverConfig } from './commands/diff-settings.ts';
export type { DocumentOptions } from './commands/document-targets.ts';
export type { GenerateOptions, GenerateTarget, TargetResult } from './commands/generate.ts';
export type { ApiResult, GenerateApisOptions } from './commands/generate-apis.ts';
export type { FileChange } from './commands/output-folder.ts';
export type { InitChange, InitRequest, InitResult } from './commands/init.ts';
export type { LoadedConfig } from './commands/load-config.ts';
export type {
  MigratedFile,
  MigratedPlace,
  MigrateRequest,
  MigrateResult,
} from './commands/migrate-source.ts';
export type { PackOptions, PackResult } from './commands/pack.ts';
export type { PackTarget } from './commands/pack-targets.ts';
export type { PackageSettings } from './commands/package-settings.ts';
export type { CheckName, PublishOptions, PublishResult, PublishStep } from './commands/publish.ts';
export type { CheckResult } from './commands/publish-checks.ts';
export type { Released } from './commands/publish-release.ts';
export type { Bump, PlanReason, PlanRequest, ReleasePlan } from './pack/plan.ts';
export type { Settings } from './commands/settings.ts';
export type { ValidateOptions, ValidateResult } from './commands/validate.ts';
export type { Round, WatchOptions } from './commands/watch-files.ts';
export type { WireFailOn, WireRequest, WireResult } from './commands/wire.ts';
export type { WireSuggestion } from './commands/suggest-wire.ts';
export type { WireMergeRequest } from './commands/wire-merge.ts';
export type { WireTargetChoice } from './commands/wire-targets.ts';
export type { WireApiOptions } from './commands/wire-api.ts';
export type { DiffLevel } from './diff/judge.ts';
export type { Flow, Perspective } from './model/api.ts';
export type { Selection } from './passes/select-events.ts';
export type { FormatType, FormatTypes } from './passes/type-formats.ts';
export type {
  ReportFormat,
  ReportOptions,
  ReportPaint,
  ReportStyle,
} from './report/render-report.ts';
export type * from './report/report.ts';
export type { WireShown } from './report/wire-rows.ts';
export type { WireIssue } from './wire/explain.ts';
export type { Speaker } from './wire/frame.ts';
export type { WireApi } from './wire/wire-run.ts';
