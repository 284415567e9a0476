import { LowLevelClient } from "./client";
import type { AzureConfig } from "./config";

export interface Transcript { said: string; audioBytes: number; users: string[]; errors: string[] }

export async function talk(config: AzureConfig): Promise<{ transcript: Transcript; client: LowLevelClient }> {
    const transcript: Transcript = { said: "", audioBytes: 0, users: [], errors: [] };
    const client = new LowLevelClient(config);

    client
        .on("session.created", (event) => {
            console.log(`session ${event.session.id} speaks ${event.session.output_audio_format}`);
        })
        .on("response.audio_transcript.delta", (event) => { transcript.said += event.delta; })
        .on("response.audio.delta", (event) => {
            transcript.audioBytes += Buffer.from(event.delta, "base64").byteLength;
        })
        .on("conversation.item.input_audio_transcription.completed", ({ transcript: text }) => {
            transcript.users.push(text);
        })
        .on("error", (event) => transcript.errors.push(event.error.code));

    await client.whenOpen();
    client.send({
        type: "session.update",
        session: {
            instructions: "Réponds en français.",
            voice: "echo",
            modalities: [ "text", "audio" ],
            input_audio_format: "pcm16",
            input_audio_transcription: { model: "whisper-1" },
            turn_detection: {
                type: "server_vad", threshold: 0.4,
                prefix_padding_ms: 300, silence_duration_ms: 500,
            },
        },
    });
    for (let i = 0; i < 3; i++) {
        client.send({ type: "input_audio_buffer.append", audio: Buffer.alloc(480).toString("base64") });
    }
    return { transcript, client };
}
