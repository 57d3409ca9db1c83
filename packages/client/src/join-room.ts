import type { JoinOptions, Room } from "./api.ts";
import { type ClientDeps, withBrowser } from "./deps.ts";
import { openEntrance } from "./entrance.ts";

/**
 * Joins a room in one step: captures what is asked for, connects, joins. Capture that fails is no error; its state
 * says why, and the person is in the room without it.
 *
 * @throws ConfabError with a protocol error code.
 */
export async function joinRoom(options: JoinOptions, given: Partial<ClientDeps> = {}): Promise<Room> {
  const { name, microphone = false, camera = false, ...entranceOptions } = options;
  const deps = withBrowser(given);
  const entrance = openEntrance(entranceOptions, deps);
  const { media } = entrance;
  const device = (wanted: boolean | string) => (typeof wanted === "string" ? wanted : undefined);
  const wantsMicrophone = microphone !== false && media.microphone.state.kind !== "on";
  const wantsCamera = camera !== false && media.camera.state.kind !== "on";
  entrance.warmUp();
  if (wantsMicrophone && wantsCamera) {
    await media.turnOnBoth({
      ...(typeof microphone === "string" ? { microphone } : {}),
      ...(typeof camera === "string" ? { camera } : {}),
    });
  } else if (wantsMicrophone) {
    await media.microphone.turnOn(device(microphone));
  } else if (wantsCamera) {
    await media.camera.turnOn(device(camera));
  }
  try {
    return await entrance.join({ name });
  } catch (error) {
    entrance.close();
    throw error;
  }
}
