export async function temperatureOf(city: string): Promise<number> {
  const response = await fetch(`https://weather.example.org/${city}`);
  const { session, temperature } = (await response.json()) as { session: { temperature: number }; temperature: number };
  return temperature - session.temperature;
}
