import { createLocalMedia, openEntrance } from "@confab/client";
import { effect } from "@preact/signals";
import { render } from "preact";
import { createApi } from "./api.ts";
import { App } from "./app.tsx";
import { startNavigation } from "./navigation.ts";
import { createRecentRooms } from "./state/recent-rooms.ts";
import { createSavedVisits } from "./state/saved-visits.ts";
import { createSettings } from "./state/settings.ts";
import { createShelf } from "./state/shelf.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import { type Surroundings, SurroundingsContext } from "./surroundings.ts";
import { followTheme } from "./theme.ts";
import { languageTag, speak } from "./words/words.ts";

const base = new URL(document.baseURI);
const prefix = `confab:${base.pathname}:`;
const device = createShelf(() => localStorage, prefix);
const tab = createShelf(() => sessionStorage, prefix);
const settings = createSettings(device);

const surroundings: Surroundings = {
  sdk: { openEntrance, createLocalMedia },
  api: createApi(base, (...request) => fetch(...request)),
  base,
  settings,
  recent: createRecentRooms(device),
  visits: createSavedVisits(tab),
  ...startNavigation(base),
};

followTheme(settings);
void speak(settings.language.value || navigator.language);
effect(() => {
  document.documentElement.lang = languageTag();
});

const place = document.getElementById("app");
if (place)
  render(
    <SurroundingsContext.Provider value={surroundings}>
      <App />
    </SurroundingsContext.Provider>,
    place,
  );
