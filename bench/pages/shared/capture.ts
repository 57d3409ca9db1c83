import { paintClock } from "./clock.ts";

/**
 * From here on the page's camera is a canvas with the time in it. Set where every library asks for the camera, so
 * that all of them are given the same picture in the same way.
 */
export function replaceCameraByClock(): void {
  const devices = navigator.mediaDevices;
  const native = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const audio = constraints?.audio ? await native({ audio: constraints.audio }) : new MediaStream();
    const video = constraints?.video ? paintClock().getVideoTracks() : [];
    return new MediaStream([...audio.getAudioTracks(), ...video]);
  };
}

/** Camera and microphone as every page here asks for them. */
export function capture(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: 1280, height: 720, frameRate: 30 },
  });
}
