/** What the scripts that drive applications share: they wait for something, tell it, and end. */
export async function until(isSo, milliseconds = Number(process.env.MOCK_PATIENCE)) {
  const end = Date.now() + milliseconds;
  while (!isSo() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
}

export function observed(value) {
  process.stdout.write(`OBSERVED ${JSON.stringify(value)}\n`, () => process.exit(0));
}
