export function setUp(element: HTMLAudioElement, video: { voice: string }): void {
  element.addEventListener('error', () => console.log('error'));
  element.addEventListener('ended', () => console.log('response.audio'));
  speechSynthesis.getVoices().find(({ name }) => name === video.voice);
  const said = new SpeechSynthesisUtterance('text');
  said.voice = speechSynthesis.getVoices()[0] ?? null;
  speechSynthesis.speak(said);
}
