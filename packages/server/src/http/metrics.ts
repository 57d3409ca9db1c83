import { requests } from "@confab/protocol";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Census, Meter } from "../signaling/meter.ts";

/** Prometheus' view of this node. */
export interface Metrics extends Meter {
  roomCreated(): void;
  /** Where the gauges get their figures from. */
  observe(census: () => Census): void;
  text(): Promise<string>;
  readonly contentType: string;
}

const gauges: Readonly<Record<keyof Census, string>> = {
  sessions: "Signalling connections of this node, members or not.",
  participants: "Participants connected to this node.",
  rooms: "Rooms that have sessions on this node.",
  calls: "Calls under way among those rooms.",
};

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const answered = new Counter({
    name: "confab_requests_total",
    help: "Requests on the signalling socket, by name and outcome (ok or an error code).",
    labelNames: ["request", "outcome"],
    registers,
  });
  const duration = new Histogram({
    name: "confab_request_seconds",
    help: "Time from a request's arrival to its answer, by name.",
    labelNames: ["request"],
    buckets: [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers,
  });
  const turnedAway = new Counter({
    name: "confab_handshakes_refused_total",
    help: "Refused handshakes, by error code.",
    labelNames: ["code"],
    registers,
  });
  const joins = new Counter({ name: "confab_joins_total", help: "Seats taken anew.", registers });
  const resumes = new Counter({
    name: "confab_resumes_total",
    help: "Sessions that asked for their seat again, by outcome.",
    labelNames: ["outcome"],
    registers,
  });
  const created = new Counter({ name: "confab_rooms_created_total", help: "Rooms made.", registers });

  // Looked up once, since prom-client hashes the labels anew at every look-up.
  const durations = new Map(
    [...Object.keys(requests), "unknown"].map((request) => [request, duration.labels(request)]),
  );
  const outcomes = new Map<string, Counter.Internal>();

  return {
    answered(request, outcome, seconds) {
      const key = `${request} ${outcome}`;
      const counter = outcomes.get(key) ?? answered.labels(request, outcome);
      outcomes.set(key, counter);
      counter.inc();
      durations.get(request)?.observe(seconds);
    },
    turnedAway: (code) => turnedAway.inc({ code }),
    joined: () => joins.inc(),
    resumed: (outcome) => resumes.inc({ outcome }),
    roomCreated: () => created.inc(),
    observe(census) {
      for (const name of ["sessions", "participants", "rooms", "calls"] as const) {
        new Gauge({
          name: `confab_${name}`,
          help: gauges[name],
          registers,
          collect() {
            this.set(census()[name]);
          },
        });
      }
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
