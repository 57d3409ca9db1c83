/** How many readings make a judgement, and how far the other side's sound may lag behind ours (readings). */
export const howlWindow = { readings: 60, lag: 8 } as const;

const loudDb = -50;

function correlation(a: readonly number[], b: readonly number[]): number {
  const n = Math.min(a.length, b.length);
  const mean = (list: readonly number[]) => list.slice(0, n).reduce((sum, x) => sum + x, 0) / n;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [da, db] = [(a[i] ?? 0) - ma, (b[i] ?? 0) - mb];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

/**
 * Whether two microphones seem to stand in one room: what we record and what arrives from the other side rise and fall
 * together, the latter up to 800 ms later, and both are more than noise. People who talk to each other take turns, so
 * their levels don't. It is a guess for a hint, never a ground to act: echo from a loudspeaker without cancellation can
 * look the same, and two silent devices look like nothing. Levels in dBFS, one reading each 100 ms, oldest first.
 */
export function soundsLikeOneRoom(mine: readonly number[], theirs: readonly number[]): boolean {
  const { readings, lag } = howlWindow;
  if (mine.length < readings || theirs.length < readings) return false;
  const [a, b] = [mine.slice(-readings), theirs.slice(-readings)];
  const loud = (list: readonly number[]) => list.filter((db) => db > loudDb).length / readings;
  if (loud(a) < 0.25 || loud(b) < 0.25) return false;
  for (let shift = 0; shift <= lag; shift++)
    if (correlation(a.slice(0, readings - shift), b.slice(shift)) > 0.85) return true;
  return false;
}
