"use strict"

const WebSocket = require("ws")
const { MODEL, session } = require("./config")

/**
 * Talks to the Realtime API over a bare socket.
 * Emits nothing: whoever wants to know looks into `log`.
 */
function connect(apiKey) {
	const url = "wss://api.openai.com/v1/realtime?model=" + MODEL
	const ws = new WebSocket(url, {
		headers: {
			Authorization: "Bearer " + apiKey,
			"OpenAI-Beta": "realtime=v1",
		},
	})
	const log = { audio: 0, text: "", heard: "", errors: [], done: 0, created: 0, modalities: "" }

	const send = (event) => ws.send(JSON.stringify(event))

	ws.on("open", () => {
		send({ type: "session.update", session: session })
	})

	ws.on("message", (data) => {
		const msg = JSON.parse(data.toString())
		switch (msg.type) {
			case "session.created":
				break
			case "session.updated":
				log.modalities = msg.session.modalities.includes("audio") ? "spoken" : "written"
				break
			case "response.audio.delta":
				log.audio += Buffer.from(msg.delta, "base64").length
				break
			case "response.audio_transcript.delta": // the same words as the audio
			case "response.text.delta":
				log.text += msg.delta
				break
			case "conversation.item.input_audio_transcription.completed":
				log.heard = msg.transcript
				break
			case "conversation.item.created":
				log.created++
				break
			case "response.done":
				log.done++
				break
			case "error":
				log.errors.push(msg.error.code)
				break
			default:
				// rate limits and the like
		}
	})

	return {
		log,
		ws,
		speak(chunks) {
			for (const chunk of chunks) {
				send({ type: "input_audio_buffer.append", audio: chunk.toString("base64") })
			}
			send({ type: "input_audio_buffer.commit" })
			send({ type: "response.create", response: { modalities: ["text", "audio"], voice: "shimmer" } })
		},
		ask(text) {
			send({
				type: "conversation.item.create",
				item: { type: "message", role: "user", content: [{ type: "input_text", text }] }
			})
			send({ type: "response.create", response: { modalities: ["text"] } })
		},
	}
}

module.exports = { connect }
