import { useEffect, useRef } from "preact/hooks";
import css from "./track-video.module.css";

/** A local camera's picture, silent; mirrored as people know themselves. */
export function TrackVideo(props: { track: MediaStreamTrack; label: string; contain?: boolean }) {
  const { track, label, contain = false } = props;
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = new MediaStream([track]);
    void element.play().catch(() => undefined);
    return () => {
      element.srcObject = null;
    };
  }, [track]);
  return (
    <video
      ref={video}
      class={`${css.video} ${contain ? css.contain : ""}`}
      aria-label={label}
      autoplay
      muted
      playsInline
      disablePictureInPicture
    />
  );
}
