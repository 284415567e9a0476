import { defaults, telephone, type RealtimeSessionConfig } from './defaults'
import { personas, type Persona } from './personas'

export interface Options {
	persona: Persona
	byTelephone?: boolean
	maxTokens?: number
	noisy?: boolean
}

/** Later parts win over earlier ones. */
export function sessionConfig(options: Options): RealtimeSessionConfig {
	return {
		...defaults,
		...personas[options.persona],
		...(options.byTelephone && telephone),
		...(options.noisy ? { input_audio_noise_reduction: { type: 'far_field' } } : {}),
		...limits(options),
	}
}

const limits = ({ maxTokens }: Options): Partial<RealtimeSessionConfig> =>
	maxTokens === undefined ? {} : { max_response_output_tokens: maxTokens }
