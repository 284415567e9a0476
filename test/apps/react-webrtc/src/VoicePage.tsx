import { useRealtime } from './useRealtime'
import type { EphemeralKey } from './token'

interface Props {
  getKey: () => Promise<EphemeralKey>
}

export function VoicePage({ getKey }: Props) {
  const { status, lines, start, write } = useRealtime(getKey)

  return (
    <main>
      <h1>Talk to us</h1>
      {/* the voice is set once, in the hook */}
      <p className="status">{status}</p>
      <button type="button" onClick={() => void start()}>
        Start
      </button>
      <button type="submit" onClick={() => write('Hello!')}>
        Send a text
      </button>
      <ol>
        {lines.map((line, index) => (
          <li key={index} data-who={line.who}>
            {line.text}
          </li>
        ))}
      </ol>
    </main>
  )
}
