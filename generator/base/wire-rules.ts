import type { Level } from './finding.ts';
import type { DriftRule, TroubleRule } from './wire-report.ts';

export type WireRule = DriftRule | TroubleRule | 'unreadable';

/** What can be said of traffic, how grave it is, and why it matters. */
export const wireRules: Readonly<
  Record<WireRule, { readonly level: Level; readonly why: string }>
> = {
  'event-undeclared': {
    level: 'error',
    why: 'The document knows no such event, so no type and no guard has it.',
  },
  'field-undeclared': {
    level: 'warning',
    why: 'A message has a field that the document does not have: no program that goes by it can use the field.',
  },
  'null-undeclared': {
    level: 'error',
    why: 'Null comes where the document has none: a program that trusts the type reads a field of null.',
  },
  'value-undeclared': {
    level: 'error',
    why: 'A value is none of those that the document lists.',
  },
  'type-otherwise': { level: 'error', why: 'A value is of another type than the document says.' },
  'required-missing': {
    level: 'error',
    why: 'What the document promises is not there.',
  },
  'limit-broken': {
    level: 'error',
    why: 'A value is outside of a limit that the document sets: a length, a range, a format.',
  },
  'never-closed': {
    level: 'error',
    why: 'Something was opened and never ended, although the connection went on: it has stalled.',
  },
  'closed-twice': { level: 'error', why: 'What had ended ended once more.' },
  'never-opened': { level: 'error', why: 'Something went on, or ended, that had never begun.' },
  'opened-meanwhile': {
    level: 'error',
    why: 'Another one was opened, or asked for, while as many ran as may run at the same time.',
  },
  'after-close': { level: 'error', why: 'Something went on when it had ended.' },
  'text-differs': {
    level: 'error',
    why: 'The pieces of a text, put together, are not the text that was said in the end.',
  },
  unreadable: { level: 'error', why: 'What stands in the capture is no message.' },
};
