import "../shared/connections.ts";
