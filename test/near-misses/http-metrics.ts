const metrics = new Map<string, number>();

function count(name: string): void {
  metrics.set(name, (metrics.get(name) ?? 0) + 1);
}

export function onResponse(status: number): void {
  count('response.created');
  count(status < 400 ? 'response.done' : 'error');
  count('response.text');
  count('response.audio');
}
