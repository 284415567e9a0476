import { Ajv, type Options } from 'ajv';
import type AjvCore from 'ajv/dist/core.js';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as formats from 'ajv-formats';

/** What the judge says of a value: whether it is valid, and the places where something is wrong. */
export interface Judged {
  readonly ok: boolean;
  readonly paths: ReadonlySet<string>;
}

export type Judge = (value: unknown) => Judged;

export type Draft = 'draft6' | 'draft7' | 'draft2019-09' | 'draft2020-12';

const options: Options = {
  allErrors: true,
  strict: false,
  // Keys that objects inherit are none of a value's.
  ownProperties: true,
  logger: false,
  validateSchema: false,
};

/** Ajv with ajv-formats, for schemas of a draft. */
export function createAjv(draft: Draft): AjvCore.default {
  const ajv = newAjv(draft);
  formats.default.default(ajv);
  return ajv;
}

function newAjv(draft: Draft): AjvCore.default {
  switch (draft) {
    case 'draft6':
    case 'draft7':
      return new Ajv({ ...options, ignoreKeywordsWithRef: true });
    case 'draft2019-09':
      return new Ajv2019(options);
    case 'draft2020-12':
      return new Ajv2020(options);
  }
}

/** Judges by a schema. */
export function judgeOf(schema: unknown, ajv: AjvCore.default): Judge {
  const validate = ajv.compile(schema as boolean);
  return (value) => {
    const ok = validate(value);
    const told = (validate.errors ?? []).filter((one) => one.keyword !== 'if');
    const paths = new Set(told.map((one) => one.instancePath));
    return { ok, paths };
  };
}
