/** Shown on a page, never run here. */
export const snippet = `
import websocket

ws.send(json.dumps({
    "type": "session.update",
    "session": {"voice": "alloy", "modalities": ["text", "audio"], "input_audio_format": "pcm16"},
}))
if event["type"] == "response.audio.delta":
    play(event["delta"])
`;
