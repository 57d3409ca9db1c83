import type { RemoteTrack, Room } from "@confab/client";
import { useEffect, useRef } from "preact/hooks";
import css from "./tile.module.css";

/** Shows one track of pictures and tells their shape. The last picture stays while nothing arrives. */
export function RemotePicture(props: {
  room: Room;
  track: RemoteTrack;
  label: string;
  shown: boolean;
  dimmed: boolean;
  onAspect: (aspect: number) => void;
}) {
  const { room, track, label, shown, dimmed, onAspect } = props;
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const detach = room.attach(track, element);
    void element.play().catch(() => undefined);
    return detach;
  }, [room, track.track]);
  const measure = () => {
    const element = video.current;
    if (element && element.videoHeight > 0) onAspect(element.videoWidth / element.videoHeight);
  };
  return (
    <video
      ref={video}
      class={`${css.video} ${shown ? "" : css.off} ${dimmed ? css.dimmed : ""}`}
      aria-label={label}
      aria-hidden={!shown}
      autoplay
      muted
      playsInline
      onLoadedMetadata={measure}
      onResize={measure}
    />
  );
}
