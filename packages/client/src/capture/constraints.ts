/** Which device to open: an id, or `null` for the browser's default. */
export type Wanted = string | null;

export function audioConstraints(device: Wanted): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(device === null ? {} : { deviceId: { exact: device } }),
  };
}

export function videoConstraints(device: Wanted): MediaTrackConstraints {
  return {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30 },
    ...(device === null ? {} : { deviceId: { exact: device } }),
  };
}
