export const Form = ({ voice, onVoice }: { voice: string; onVoice: (voice: string) => void }) => (
  <form data-modalities="text audio">
    <input type="text" name="session" />
    <input type="audio" name="voice" value={voice} onChange={(event) => onVoice(event.currentTarget.value)} />
    <audio src="response.audio.delta.mp3" />
  </form>
);
