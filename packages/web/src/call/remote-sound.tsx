import type { RemoteTrack, Room } from "@confab/client";
import { useEffect, useRef } from "preact/hooks";
import { forgetSound, playSound, sendSoundTo } from "../sound/playback.ts";

/** Plays one track of sound. It has no picture, so that no change of layout can ever interrupt it. */
export function RemoteSound(props: { room: Room; track: RemoteTrack; silent: boolean; speaker: string }) {
  const { room, track, silent, speaker } = props;
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    const detach = room.attach(track, element);
    void playSound(element);
    return () => {
      forgetSound(element);
      detach();
    };
  }, [room, track.track]);
  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    element.muted = silent;
    if (!silent) void playSound(element);
  }, [silent]);
  useEffect(() => {
    if (audio.current) void sendSoundTo(audio.current, speaker);
  }, [speaker]);
  return (
    <audio ref={audio} autoplay>
      <track kind="captions" />
    </audio>
  );
}
