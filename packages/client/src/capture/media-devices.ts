/** What the SDK needs of the browser's capture; the door to it. */
export interface MediaDevicesDoor {
  /** False on a page that browsers give no capture to (W3C Secure Contexts). */
  readonly secure: boolean;
  /** `null` where the browser has no capture at all. */
  readonly devices: Pick<MediaDevices, "getUserMedia" | "enumerateDevices"> | null;
  /** The permission's state, or `null` where it can't be asked. */
  permission(name: "microphone" | "camera"): Promise<PermissionState | null>;
  onDeviceChange(listener: () => void): () => void;
}

export const browserMediaDevices: MediaDevicesDoor = {
  get secure() {
    return globalThis.isSecureContext;
  },
  get devices() {
    return navigator.mediaDevices ?? null;
  },
  async permission(name) {
    try {
      return (await navigator.permissions.query({ name: name as PermissionName })).state;
    } catch {
      // Firefox before 132 and some in-app browsers don't know these names.
      return null;
    }
  },
  onDeviceChange(listener) {
    const { mediaDevices } = navigator;
    mediaDevices?.addEventListener("devicechange", listener);
    return () => mediaDevices?.removeEventListener("devicechange", listener);
  },
};
