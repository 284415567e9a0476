import type { Level } from './finding.ts';

/**
 * How one learns of a change: `loud` when the compiler or the other end complains, `silent` when nothing does (a handler that never
 * runs, a field that is ignored), `none` when there is nothing to learn.
 */
export type Effect = 'loud' | 'silent' | 'none';

/** What a rule says to an audience in a flow. */
export interface RuleVerdict {
  readonly level: Level;
  readonly effect: Effect;
}

/**
 * What a rule says where the types of the two versions fit, and where they do not: received, where after is not assignable to before;
 * sent, where before is not assignable to after.
 */
export interface RuleCell {
  readonly fit: RuleVerdict;
  readonly misfit: RuleVerdict;
}

/** What a rule says of a flow: to code that is compiled against the types, and to programs that run already. */
export interface RuleCells {
  readonly source: RuleCell;
  readonly wire: RuleCell;
}

/** A rule about a change between two versions. */
export interface DiffRule {
  readonly id: DiffRuleId;
  readonly why: string;
  readonly received: RuleCells;
  readonly sent: RuleCells;
  /** The gravest level that it has by default. */
  readonly gravest: Level;
}

const info: RuleVerdict = { level: 'info', effect: 'none' };
const loud: RuleVerdict = { level: 'error', effect: 'loud' };
const silent: RuleVerdict = { level: 'error', effect: 'silent' };
const loudWarning: RuleVerdict = { level: 'warning', effect: 'loud' };
const silentWarning: RuleVerdict = { level: 'warning', effect: 'silent' };

const nothing = always(info);
const breaks = always(loud);
const breaksSilently = always(silent);
const may = always(loudWarning);
const maySilently = always(silentWarning);
/** What nearly all rules say to `source`: the types decide. */
const types: RuleCell = { fit: info, misfit: loud };
const typesOrMay: RuleCell = { fit: loudWarning, misfit: loud };
const typesSilently: RuleCell = { fit: info, misfit: silent };
const typesOrMaySilently: RuleCell = { fit: silentWarning, misfit: silent };

type Row = readonly [
  why: string,
  received: readonly [source: RuleCell, wire: RuleCell],
  sent: readonly [source: RuleCell, wire: RuleCell],
];

const rows = {
  'event-added': [
    'Who receives it needs to do nothing, but a switch that names every event no longer does.',
    [may, nothing],
    [types, nothing],
  ],
  'event-removed': [
    'A handler for it never runs again, and nobody takes it when it is sent.',
    [breaks, breaksSilently],
    [breaks, breaks],
  ],
  'event-moved': [
    'Who received it has to send it now, or the other way round.',
    [breaks, breaksSilently],
    [breaks, breaks],
  ],
  'field-added': [
    'Readers do not look at it, and senders may leave it out.',
    [types, typesSilently],
    [types, types],
  ],
  'field-added-required': [
    'Who sends has to say something that nobody asked for before.',
    [types, typesSilently],
    [types, types],
  ],
  'field-added-refused': [
    'Readers that check what they get were told to refuse keys they do not know.',
    [types, { fit: loudWarning, misfit: silent }],
    [types, types],
  ],
  'field-removed': [
    'Code that names it no longer compiles; a reader finds nothing there, and what a sender puts there is ignored.',
    [breaks, typesOrMaySilently],
    [breaks, breaksSilently],
  ],
  'field-removed-refused': [
    'The same, but whoever sends it is refused, because the object takes no keys that it does not name.',
    [breaks, typesOrMaySilently],
    [breaks, breaks],
  ],
  'field-removed-typed': [
    'It is no longer named, but is still one of the keys that may be there.',
    [types, typesOrMaySilently],
    [types, { fit: silentWarning, misfit: loud }],
  ],
  'field-required': [
    'Who sends may no longer leave it out, unless a default stands in for it.',
    [types, nothing],
    [types, types],
  ],
  'field-optional': [
    'Who receives may find nothing there.',
    [types, typesSilently],
    [types, nothing],
  ],
  'null-added': ['Who receives may find null there.', [types, typesSilently], [types, nothing]],
  'null-removed': ['Null is no longer taken.', [types, nothing], [types, types]],
  'value-added': [
    'Who receives may find a value there that they do not know.',
    [types, typesSilently],
    [types, nothing],
  ],
  'value-added-open': [
    'One more value is known where any was allowed already.',
    [nothing, nothing],
    [nothing, nothing],
  ],
  'value-removed': [
    'It is no longer taken; code that waits for it waits in vain.',
    [typesOrMay, typesOrMaySilently],
    [types, typesOrMay],
  ],
  'value-removed-open': [
    'A value is no longer known where any is allowed; whether it still means something, nobody says.',
    [nothing, maySilently],
    [nothing, may],
  ],
  'values-opened': [
    'Who receives may find any text there, not only the values that are listed.',
    [types, typesSilently],
    [types, nothing],
  ],
  'values-closed': [
    'Texts that are not listed are no longer taken.',
    [types, nothing],
    [types, types],
  ],
  'member-added': [
    'Who receives may find a shape there that they do not know.',
    [types, typesSilently],
    [types, nothing],
  ],
  'member-removed': [
    'The shape is no longer taken; code that waits for it waits in vain.',
    [typesOrMay, typesOrMaySilently],
    [types, typesOrMay],
  ],
  'type-changed': [
    'What is there may be something else than before, so the types decide.',
    [types, typesSilently],
    [types, types],
  ],
  'type-changed-unseen': [
    'TypeScript writes both in the same way, integer and number for one; programs may tell them apart.',
    [nothing, maySilently],
    [nothing, may],
  ],
  'rest-changed': [
    'What else may be there, besides what is named, is something else than before.',
    [types, typesSilently],
    [types, types],
  ],
  'rest-refused': [
    'What is not named was allowed and is refused now.',
    [types, nothing],
    [types, typesOrMay],
  ],
  'rest-allowed': [
    'What is not named was refused and may come now; readers that check what they get refuse it.',
    [types, { fit: loudWarning, misfit: silent }],
    [types, nothing],
  ],
  'format-changed': [
    'The text or number is written otherwise; the type shows it only where the format was given one.',
    [types, typesOrMaySilently],
    [types, typesOrMay],
  ],
  'limit-tightened': [
    'What was allowed may be refused now; types do not know of it.',
    [nothing, nothing],
    [nothing, breaks],
  ],
  'limit-loosened': [
    'What comes may be longer, larger or more than before; types do not know of it.',
    [nothing, maySilently],
    [nothing, nothing],
  ],
  'limit-changed': [
    'Another limit, which is neither plainly tighter nor looser: a pattern, for one.',
    [nothing, maySilently],
    [nothing, may],
  ],
  'default-changed': [
    'Whatever is left out means something else now; where nothing stands in for it any more, it must be sent.',
    [types, typesOrMaySilently],
    [types, { fit: silentWarning, misfit: loud }],
  ],
  'description-changed': ['Only words.', [nothing, nothing], [nothing, nothing]],
  deprecated: [
    'It still works, is crossed out in editors, and will go one day.',
    [may, nothing],
    [may, nothing],
  ],
  undeprecated: ['It is here to stay again.', [nothing, nothing], [nothing, nothing]],
  'channel-added': ['There is one more place to look.', [nothing, nothing], [nothing, nothing]],
  'channel-removed': [
    'Nothing comes from it any more, and what is sent there reaches nobody.',
    [breaks, breaksSilently],
    [breaks, breaksSilently],
  ],
  'address-changed': [
    'Who listens or sends at the old address is alone there.',
    [breaks, breaksSilently],
    [breaks, breaksSilently],
  ],
  'parameter-added': [
    'Who makes the address has to fill in one more part of it.',
    [breaks, nothing],
    [breaks, nothing],
  ],
  'parameter-removed': [
    'Who makes the address fills in a part that is not there; that the address is another one is told apart.',
    [may, nothing],
    [may, nothing],
  ],
  'operation-added': ['There is one more thing to do.', [nothing, nothing], [nothing, nothing]],
  'operation-removed': [
    'Code that names it no longer compiles; what travels is told by channels and events.',
    [breaks, nothing],
    [breaks, nothing],
  ],
  'operation-changed': [
    'It has another channel, other messages or another answer, which the types of its name show.',
    [may, maySilently],
    [may, may],
  ],
  'endpoint-added': [
    'There is one more thing to ask for over HTTP.',
    [nothing, nothing],
    [nothing, nothing],
  ],
  'endpoint-removed': [
    'Who asks for it over HTTP is refused, and code that names its path does not compile.',
    [breaks, breaks],
    [breaks, breaks],
  ],
} as const satisfies Readonly<Record<string, Row>>;

/** `event-added`, `field-removed` and so on. */
export type DiffRuleId = keyof typeof rows;

export const diffRuleIds = Object.keys(rows) as readonly DiffRuleId[];

const gravity: readonly Level[] = ['error', 'warning', 'info'];

/** Every rule about a change. What falls under which is decided in `diff/rules.ts`. */
export const diffRules = Object.fromEntries(
  diffRuleIds.map((id) => {
    const [why, received, sent]: Row = rows[id];
    const levels = [...received, ...sent].flatMap(({ fit, misfit }) => [fit.level, misfit.level]);
    const gravest = gravity.find((level) => levels.includes(level));
    return [id, { id, why, received: toCells(received), sent: toCells(sent), gravest }];
  }),
) as Readonly<Record<DiffRuleId, DiffRule>>;

function toCells([source, wire]: Row[1]): RuleCells {
  return { source, wire };
}

function always(verdict: RuleVerdict): RuleCell {
  return { fit: verdict, misfit: verdict };
}
