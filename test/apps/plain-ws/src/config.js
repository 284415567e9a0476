// Settings, as the environment has them.
const useText = process.env.TEXT_ONLY === "1"

module.exports = {
	MODEL: "gpt-4o-realtime-preview-2024-12-17",
	session: {
		modalities: useText ? ["text"] : ["audio", "text"],
		voice: "shimmer",
		instructions: "Speak like a ship's log; keep 'text' short.",
		input_audio_format: "pcm16", output_audio_format: "pcm16",
		turn_detection: null, /* we commit by hand */
		input_audio_transcription: {
			model: "whisper-1"
		},
		temperature: 0.8,
		max_response_output_tokens: "inf"
	}
}
