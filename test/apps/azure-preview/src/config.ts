export interface AzureConfig {
    resource: string;
    deployment: string;
    apiKey: string;
}

export const apiVersion = "2024-10-01-preview";

export function realtimeUrl(config: AzureConfig): string {
    return `wss://${config.resource}.openai.azure.com/openai/realtime?api-version=${apiVersion}&deployment=${config.deployment}`;
}
