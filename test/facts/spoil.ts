import type { ApiModel, NamedShape } from '../../generator/model/api.ts';
import {
  noDoc,
  nullShape,
  type Field,
  type Literal,
  type ObjectShape,
  type ScalarShape,
  type Shape,
} from '../../generator/model/shape.ts';

/** A way to make a model wrong, and the `side type.line` on which a comparison must notice it. */
export interface Spoiling {
  readonly name: string;
  readonly spoil: (model: ApiModel) => ApiModel;
  readonly noticed: string;
}

/** One spoiling of GA's model for each thing that the facts say. */
export const spoilings: readonly Spoiling[] = [
  {
    name: 'a field is missing',
    spoil: (model) =>
      withObject(model, 'RealtimeResponse', (shape) => ({
        ...shape,
        fields: shape.fields.filter((field) => field.key !== 'id'),
      })),
    noticed: 'read RealtimeResponse.id',
  },
  {
    name: 'a field is too many',
    spoil: (model) =>
      withObject(model, 'RealtimeResponse', (shape) => ({
        ...shape,
        fields: [...shape.fields, { ...shape.fields[0]!, key: 'extra' }],
      })),
    noticed: 'read RealtimeResponse.extra',
  },
  {
    name: 'a field is no longer required',
    spoil: withField('RealtimeErrorEvent', 'event_id', (field) => ({ ...field, required: false })),
    noticed: 'read RealtimeErrorEvent.event_id',
  },
  {
    name: 'a field is required',
    spoil: withField('ResponseCancelEvent', 'event_id', (field) => ({ ...field, required: true })),
    noticed: 'write ResponseCancelEvent.event_id',
  },
  {
    name: 'a required field may be left out, since it has a default',
    spoil: withField('RealtimeMcpListTools', 'server_label', (field) => ({
      ...field,
      doc: { ...noDoc, default: 'x' },
    })),
    noticed: 'write RealtimeMcpListTools.server_label',
  },
  {
    name: 'a field is only received',
    spoil: withField('RealtimeMcpListTools', 'server_label', (field) => ({
      ...field,
      access: 'read',
    })),
    noticed: 'write RealtimeMcpListTools.server_label',
  },
  {
    name: 'null is allowed',
    spoil: withField('RealtimeResponse', 'id', (field) => ({
      ...field,
      shape: unionOf([field.shape, nullShape]),
    })),
    noticed: 'read RealtimeResponse.id',
  },
  {
    name: 'null is refused',
    spoil: withField('RealtimeError', 'code', (field) => ({ ...field, shape: scalar('string') })),
    noticed: 'read RealtimeError.code',
  },
  {
    name: 'a field allows more null than its deviation says',
    spoil: withField('RealtimeResponse', 'usage', (field) => ({
      ...field,
      shape: unionOf([field.shape, scalar('string')]),
    })),
    noticed: 'read RealtimeResponse.usage',
  },
  {
    name: 'a field that a deviation adds has another type',
    spoil: withField('RealtimeSessionCreateResponse', 'expires_at', (field) => ({
      ...field,
      shape: scalar('number'),
    })),
    noticed: 'read RealtimeSessionCreateResponse.expires_at',
  },
  {
    name: 'a literal is another',
    spoil: withField('RealtimeErrorEvent', 'type', (field) => ({
      ...field,
      shape: { kind: 'literal', value: 'errors' },
    })),
    noticed: 'read RealtimeErrorEvent.type',
  },
  {
    name: 'a set has a literal more',
    spoil: withEnum('RealtimeResponse', 'status', (values) => [...values, 'done'], false),
    noticed: 'read RealtimeResponse.status',
  },
  {
    name: 'a set has a literal less',
    spoil: withEnum('RealtimeResponse', 'status', (values) => values.slice(1), false),
    noticed: 'read RealtimeResponse.status',
  },
  {
    name: 'an open set is closed',
    spoil: withEnum('RealtimeAudioConfigOutput', 'voice', (values) => values, false),
    noticed: 'write RealtimeAudioConfigOutput.voice',
  },
  {
    name: 'a closed set is open',
    spoil: withEnum('RealtimeResponse', 'status', (values) => values, true),
    noticed: 'read RealtimeResponse.status',
  },
  {
    name: 'an integer is any number',
    spoil: withField('RealtimeResponseUsage', 'total_tokens', (field) => ({
      ...field,
      shape: scalar('number'),
    })),
    noticed: 'read RealtimeResponseUsage.total_tokens',
  },
  {
    name: 'any JSON is a map',
    spoil: withField('Models', 'parameters', (field) => ({
      ...field,
      shape: { kind: 'map', value: { kind: 'unknown' }, limits: undefined },
    })),
    noticed: 'write Models.parameters',
  },
  {
    name: 'a list holds something else',
    spoil: withField('RealtimeResponse', 'output', (field) => ({
      ...field,
      shape: { kind: 'list', item: { kind: 'ref', name: 'Models' }, limits: undefined },
    })),
    noticed: 'read RealtimeResponse.output',
  },
  {
    name: 'a reference leads to a type that looks the same',
    spoil: withField('RealtimeAudioConfigInput', 'noise_reduction', (field) => ({
      ...field,
      shape: unionOf([
        { kind: 'ref', name: 'RealtimeTranscriptionSessionAudioInputNoiseReduction' },
        nullShape,
      ]),
    })),
    noticed: 'read RealtimeAudioConfigInput.noise_reduction',
  },
  {
    name: 'a union has a member less',
    spoil: (model) =>
      withShape(model, 'ConversationItem', (one) => ({
        ...one,
        shape: one.shape.kind === 'union' ? unionOf(one.shape.members.slice(1)) : one.shape,
      })),
    noticed: 'write ConversationItem.(is)',
  },
  {
    name: 'a union is told apart by one field, where it takes two',
    spoil: (model) =>
      withShape(model, 'ConversationItem', (one) => ({
        ...one,
        shape: one.shape.kind === 'union' ? { ...one.shape, tag: ['type'] } : one.shape,
      })),
    noticed: 'read ConversationItem.(tag)',
  },
  {
    name: 'a type is missing',
    spoil: (model) => ({
      ...model,
      shapes: model.shapes.filter((one) => one.name !== 'LogProbProperties'),
    }),
    noticed: 'read LogProbProperties.(name)',
  },
  {
    name: 'a type has another name',
    spoil: (model) => withShape(model, 'LogProbProperties', (one) => ({ ...one, name: 'LogProb' })),
    noticed: 'read LogProb.(name)',
  },
  {
    name: 'a param type has another name',
    spoil: (model) =>
      withShape(model, 'RealtimeTruncation', (one) => ({
        ...one,
        param: { name: 'RealtimeTruncationInput', same: true },
      })),
    noticed: 'write RealtimeTruncation.(name)',
  },
  {
    name: 'a param type is missing',
    spoil: (model) =>
      withShape(model, 'RealtimeTruncation', (one) => ({ ...one, param: undefined })),
    noticed: 'write RealtimeTruncation.(name)',
  },
  {
    name: 'a param type is taken for the same',
    spoil: (model) =>
      withShape(model, 'RealtimeSessionCreateRequest', (one) => ({
        ...one,
        param: { name: 'RealtimeSessionCreateRequestParam', same: true },
      })),
    noticed: 'write RealtimeSessionCreateRequest.object',
  },
  {
    name: 'an event is missing',
    spoil: (model) => ({
      ...model,
      messages: model.messages.filter((one) => one.name !== 'ResponseDoneEvent'),
    }),
    noticed: 'read RealtimeServerEvent.(is)',
  },
];

function withShape(
  model: ApiModel,
  name: string,
  change: (one: NamedShape) => NamedShape,
): ApiModel {
  if (!model.shapes.some((one) => one.name === name)) throw new Error(`there is no type ${name}`);
  return {
    ...model,
    shapes: model.shapes.map((one) => (one.name === name ? change(one) : one)),
  };
}

function withObject(
  model: ApiModel,
  name: string,
  change: (shape: ObjectShape) => ObjectShape,
): ApiModel {
  return withShape(model, name, (one) => {
    if (one.shape.kind !== 'object') throw new Error(`${name} is no object`);
    return { ...one, shape: change(one.shape) };
  });
}

function withField(type: string, key: string, change: (field: Field) => Field): Spoiling['spoil'] {
  return (model) =>
    withObject(model, type, (shape) => {
      if (!shape.fields.some((field) => field.key === key)) throw new Error(`there is no ${key}`);
      return {
        ...shape,
        fields: shape.fields.map((field) => (field.key === key ? change(field) : field)),
      };
    });
}

function withEnum(
  type: string,
  key: string,
  change: (values: readonly Literal[]) => readonly Literal[],
  open: boolean,
): Spoiling['spoil'] {
  return withField(type, key, (field) => {
    if (field.shape.kind !== 'enum') throw new Error(`${key} is no enum`);
    return { ...field, shape: { ...field.shape, values: change(field.shape.values), open } };
  });
}

function scalar(name: ScalarShape['scalar']): Shape {
  return { kind: 'scalar', scalar: name, format: undefined, limits: undefined };
}

function unionOf(members: readonly Shape[]): Shape {
  const origin = { file: '', pointer: '' };
  const source = { title: undefined, name: undefined, doc: noDoc, origin };
  return { kind: 'union', members, tag: undefined, source };
}
