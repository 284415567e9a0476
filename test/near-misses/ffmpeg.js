const { spawn } = require('child_process');

function convert(file, { input_audio_format = 'pcm16', output_audio_format = 'g711_ulaw' } = {}) {
  const formats = { pcm16: 's16le', g711_ulaw: 'mulaw', g711_alaw: 'alaw' };
  return spawn('ffmpeg', ['-f', formats[input_audio_format], '-i', file, '-f', formats[output_audio_format], '-']);
}

module.exports = { convert, formats: ['pcm16', 'g711_ulaw', 'g711_alaw'] };
