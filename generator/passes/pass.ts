import type { Finding } from '../base/finding.ts';
import type { ApiModel } from '../model/api.ts';

/** One step from the model as it was read to the model that can be emitted. `ensures` is what holds afterwards. */
export interface Pass {
  readonly name: string;
  readonly ensures: string;
  readonly run: (model: ApiModel, findings: Finding[]) => ApiModel;
}
