export interface Sitter {
  readonly wall: readonly [string, string];
  readonly skin: string;
  readonly hair: string;
  readonly shirt: string;
}

export const sitters = {
  anna: { wall: ["#d9c3a5", "#8d6f56"], skin: "#e7b894", hair: "#4b2e21", shirt: "#2f5d62" },
  bo: { wall: ["#9fb3b8", "#4c5f6b"], skin: "#b98058", hair: "#1d1715", shirt: "#c58f3c" },
  chen: { wall: ["#c9d2c0", "#6d7f66"], skin: "#efcba7", hair: "#20191a", shirt: "#7b4b5c" },
  you: { wall: ["#e8d9c8", "#a58a78"], skin: "#d79f78", hair: "#6a4a34", shirt: "#41566f" },
} as const satisfies Record<string, Sitter>;

function ellipse(
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  rx: number,
  ry: number,
  colour: string,
) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
  pen.fill();
}

function draw(pen: CanvasRenderingContext2D, w: number, h: number, sitter: Sitter, sway: number) {
  const u = Math.min(w, h);
  const light = pen.createLinearGradient(0, 0, w, h);
  light.addColorStop(0, sitter.wall[0]);
  light.addColorStop(1, sitter.wall[1]);
  pen.fillStyle = light;
  pen.fillRect(0, 0, w, h);
  const x = w / 2 + sway;
  const y = h / 2 - u * 0.06;
  ellipse(pen, x, y + u * 0.12, u * 0.2, u * 0.3, sitter.hair);
  ellipse(pen, x, h + u * 0.12, u * 0.46, u * 0.42, sitter.shirt);
  pen.fillStyle = sitter.skin;
  pen.fillRect(x - u * 0.065, y + u * 0.14, u * 0.13, u * 0.18);
  ellipse(pen, x, y, u * 0.155, u * 0.2, sitter.skin);
  ellipse(pen, x, y - u * 0.13, u * 0.165, u * 0.1, sitter.hair);
  ellipse(pen, x - u * 0.055, y, u * 0.014, u * 0.014, "#2a1d18");
  ellipse(pen, x + u * 0.055, y, u * 0.014, u * 0.014, "#2a1d18");
  pen.strokeStyle = "#8a4a3e";
  pen.lineWidth = u * 0.012;
  pen.beginPath();
  pen.arc(x, y + u * 0.07, u * 0.05, 0.25, Math.PI - 0.25);
  pen.stroke();
}

/** A drawn person as a camera's track, for looking at layouts without a camera. */
export function portrait(sitter: Sitter, width = 640, height = 360): MediaStreamTrack | null {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  let tick = 0;
  const paint = () => draw(pen, width, height, sitter, Math.sin(tick++ / 6) * 4);
  paint();
  const [track] = canvas.captureStream(8).getVideoTracks();
  setInterval(paint, 125);
  return track ?? null;
}
