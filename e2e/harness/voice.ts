import { writeFile } from "node:fs/promises";

const rate = 48_000;
const seconds = 20;

/** Beeps of random pitch and length with random pauses, at most 0.6 s long; 16-bit PCM, mono. */
function beeps(): Int16Array {
  const samples = new Int16Array(rate * seconds);
  const between = (least: number, most: number): number => least + Math.random() * (most - least);
  let at = 0;
  while (at < samples.length) {
    const length = Math.floor(rate * between(0.1, 0.25));
    const pitch = between(200, 1_500);
    for (let index = 0; index < length && at + index < samples.length; index += 1) {
      const swell = Math.sin((Math.PI * index) / length);
      samples[at + index] = 16_000 * swell * Math.sin((2 * Math.PI * pitch * index) / rate);
    }
    at += length + Math.floor(rate * between(0.2, 0.6));
  }
  return samples;
}

/**
 * Writes a voice that no other microphone has, as a WAV file. The browsers' own fake microphones all beep alike, and
 * their echo cancellers come to take one for the echo of the other.
 */
export async function writeVoice(path: string): Promise<void> {
  const samples = beeps();
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.byteLength, 40);
  await writeFile(path, Buffer.concat([header, Buffer.from(samples.buffer)]));
}
