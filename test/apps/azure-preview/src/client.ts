import WebSocket from "ws";
import { realtimeUrl, type AzureConfig } from "./config";

export type Listener = (event: Record<string, any>) => void;

/** A thin client for a deployment on Azure; the same code ran against OpenAI with the subprotocols below. */
export class LowLevelClient {
    private readonly socket: WebSocket;
    private readonly listeners = new Map<string, Listener[]>();

    constructor(config: AzureConfig) {
        this.socket = new WebSocket(realtimeUrl(config), {
            headers: { "api-key": config.apiKey },
        });
        this.socket.on("message", (data) => {
            const event = JSON.parse(String(data));
            for (const listener of this.listeners.get(event.type) ?? []) listener(event);
        });
    }

    static protocols(apiKey: string): string[] {
        return ["realtime", `openai-insecure-api-key.${apiKey}`, "openai-beta.realtime-v1"];
    }

    on(type: string, listener: Listener): this {
        this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
        return this;
    }

    whenOpen(): Promise<void> {
        return new Promise((resolve, reject) => {
            this.socket.once("open", () => resolve());
            this.socket.once("error", reject);
        });
    }

    send(message: Record<string, unknown>): void {
        this.socket.send(JSON.stringify(message));
    }
}
