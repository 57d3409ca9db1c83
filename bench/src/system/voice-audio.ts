import { existsSync, writeFileSync } from "node:fs";

const sampleRate = 48_000;
const seconds = 6;

/**
 * Writes something like a voice that never pauses: harmonics of a gliding pitch in syllables of 160 ms. Chromium's
 * own fake microphone beeps once a second, so that most packets carry nothing.
 */
export function writeVoiceAudio(path: string): void {
  if (existsSync(path)) return;
  const samples = sampleRate * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20); // PCM
  wav.writeUInt16LE(1, 22); // one channel
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(samples * 2, 40);
  let phase = 0;
  for (let i = 0; i < samples; i++) {
    const t = i / sampleRate;
    phase += (2 * Math.PI * (140 + 30 * Math.sin(2 * Math.PI * t))) / sampleRate;
    let value = 0;
    for (let harmonic = 1; harmonic <= 12; harmonic++) value += Math.sin(phase * harmonic) / harmonic;
    const syllable = 0.35 + 0.65 * Math.abs(Math.sin((Math.PI * t) / 0.16));
    wav.writeInt16LE(Math.round(value * syllable * 7_000), 44 + i * 2);
  }
  writeFileSync(path, wav);
}
