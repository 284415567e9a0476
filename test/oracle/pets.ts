import type { Schema } from '../../bench/bundle.mjs';
import type { OpenApiDocument } from '../../bench/forms.mjs';
import { realtimeUnions } from '../output/emit.ts';
import type { Pair } from './compare-pairs.ts';

/** Two events in a union that has a discriminator, but does not say which value stands for which. */
export const pets = petsWith({ propertyName: 'species' });

/** The same, and it says so. */
export const mappedPets = petsWith({
  propertyName: 'species',
  mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
});

export const petPairs: readonly Pair[] = [
  { component: 'Cat', name: 'Cat' },
  { component: 'Dog', name: 'Dog' },
  { component: 'Pet', name: realtimeUnions.received },
];

function petsWith(discriminator: object): OpenApiDocument {
  const oneOf = [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }];
  return {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths: {},
    components: { schemas: { Cat: pet('cat'), Dog: pet('dog'), Pet: { oneOf, discriminator } } },
  };
}

function pet(species: string): Schema {
  return {
    type: 'object',
    required: ['species'],
    properties: { species: { type: 'string', const: species } },
  };
}
