/** What the browser says of a permission; `unknown` where it does not tell. */
export type Permission = PermissionState | "unknown";

/**
 * How the join page begins: `start` when no question of the browser's would come up unasked-for, `ask` when one might,
 * so that the person first reads what it is about and then calls it up by a click.
 */
export function firstStep(
  { camera, microphone }: { readonly camera: Permission; readonly microphone: Permission },
  capturedBefore: boolean,
): "start" | "ask" {
  const quiet = (permission: Permission) =>
    permission === "granted" || permission === "denied" || (permission === "unknown" && capturedBefore);
  return quiet(camera) && quiet(microphone) ? "start" : "ask";
}

const isPermissionName = (name: string): name is PermissionName => name === "camera" || name === "microphone";

/** Asks the browser without asking the person. `onChange` is called when the answer changes later. */
export async function permissionOf(
  source: "camera" | "microphone",
  onChange: () => void,
): Promise<Permission> {
  try {
    if (!isPermissionName(source)) return "unknown";
    const status = await navigator.permissions.query({ name: source });
    status.onchange = onChange;
    return status.state;
  } catch {
    // Firefox before 131 and Safari before 16 don't know these names.
    return "unknown";
  }
}
