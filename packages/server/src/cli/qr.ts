/** A QR code of half-block characters, dark on light whatever the terminal's colours are. */
export async function terminalQr(text: string): Promise<string> {
  const { correction, generate } = await import("lean-qr");
  const code = generate(text, { minCorrectionLevel: correction.L });
  const border = 2;
  const lines: string[] = [];
  for (let y = -border; y < code.size + border; y += 2) {
    let line = "";
    for (let x = -border; x < code.size + border; x += 1) {
      const [upper, lower] = [code.get(x, y), code.get(x, y + 1)];
      line += upper ? (lower ? "█" : "▀") : lower ? "▄" : " ";
    }
    lines.push(`\u001b[38;5;16;48;5;231m${line}\u001b[0m`);
  }
  return lines.join("\n");
}
