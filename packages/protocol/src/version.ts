/**
 * The protocol's version, sent by the client in the handshake. It grows by one whenever an older peer could
 * misunderstand a newer one; adding an optional field does not raise it, since both sides ignore unknown fields.
 */
export const PROTOCOL_VERSION = 1;

/** The oldest version that this release still speaks. */
export const OLDEST_PROTOCOL_VERSION = 1;
