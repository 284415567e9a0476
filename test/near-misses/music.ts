export interface Voice {
  voice: 'alto' | 'echo' | 'tenor';
  speed: number;
  temperature: number;
}

export const score = {
  session: { voice: 'echo', speed: 1.2, temperature: 20, instructions: 'sempre piano' },
  output_audio_format: 'flac',
  input_audio_format: 'midi',
};

export const play = ({ session: { voice, speed } }: typeof score) => `${voice} at ${speed}`;
