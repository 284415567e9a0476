const BASE = {
    modalities : ['text','audio'],
    input_audio_format  : 'pcm16',
    output_audio_format : 'pcm16',
};

const VAD = { type: 'server_vad', silence_duration_ms: 600 };

/**
 * Settings of a session, made of options.
 * @param {{ voice?: string, transcribe?: boolean, pushToTalk?: boolean, temperature?: number, tools?: object[] }} options
 */
function buildSession({ voice, transcribe, pushToTalk, temperature, tools } = {}) {
    const session = {
        ...BASE,
        instructions: 'Answer as a pirate.',
        ...(voice && { voice }),
        ...(transcribe ? { input_audio_transcription: { model: 'whisper-1' } } : {}),
        turn_detection: pushToTalk ? null : VAD,
    };
    if (temperature !== undefined) session.temperature = temperature;
    if (tools) {
        session.tools = tools.map((tool) => ({ type: 'function', ...tool }));
        session.tool_choice = 'auto';
    }
    session.max_response_output_tokens = 500;
    return session;
}

function buildResponse(overrides) {
    return Object.assign({ modalities: ['text', 'audio'] }, overrides);
}

module.exports = { buildSession, buildResponse };
