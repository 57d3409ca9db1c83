import css from "./room-name.module.css";

/** A room's name in large type. It may break after its hyphens, and is read and copied as it is in the link. */
export function RoomName({ name }: { name: string }) {
  const words = name.split("-");
  return (
    <span class={css.name} translate={false} dir="ltr">
      {words.map((word, at) => (
        <span key={`${at}-${word}`}>
          {word}
          {at < words.length - 1 && <span class={css.hyphen}>-</span>}
          <wbr />
        </span>
      ))}
    </span>
  );
}
