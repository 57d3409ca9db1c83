/** What this library calls itself in the handshake. */
export const clientName = "confab-client/0.1.0";
