import { useId } from "preact/hooks";
import css from "./field.module.css";
import { Icon } from "./icon.tsx";

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A native select with its label; small screens get the system's own wheel. */
export function Choice(props: {
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  icon?: string;
  labelShown?: boolean;
  disabled?: boolean;
}) {
  const { label, value, options, onChange, icon, labelShown = true } = props;
  const id = useId();
  return (
    <div class={css.field}>
      <label class={labelShown ? css.label : "visually-hidden"} for={id}>
        {label}
      </label>
      <span class={css.select}>
        {icon && <Icon svg={icon} small />}
        <select
          id={id}
          value={value}
          disabled={props.disabled}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}

/** One line of text with its label and, when it was wrong, why. */
export function TextField(props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  placeholder?: string;
  error?: string | null;
  maxLength?: number;
  autocomplete?: "name" | "off";
  inputMode?: "text" | "url";
  labelShown?: boolean;
}) {
  const { label, value, onInput, error = null, labelShown = true } = props;
  const id = useId();
  return (
    <div class={css.field}>
      <label class={labelShown ? css.label : "visually-hidden"} for={id}>
        {label}
      </label>
      <input
        id={id}
        class={css.input}
        type="text"
        dir="auto"
        value={value}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        autocomplete={props.autocomplete ?? "off"}
        inputMode={props.inputMode ?? "text"}
        spellcheck={false}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : `${id}-error`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {error !== null && (
        <p class={css.error} id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
