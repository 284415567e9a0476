import { typeSchema } from './type-schema.ts';

/** The JSON Schema of the config file, as the TypeScript type `Config` and its comments have it. */
export function configSchema(): object {
  return typeSchema({
    file: 'generator/commands/config.ts',
    type: 'Config',
    title: 'wireshape.config.json',
  });
}
