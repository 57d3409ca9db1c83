/** The little of simple-peer 9.11 that the bench uses; the package has no types of its own. */
declare module "simple-peer/simplepeer.min.js" {
  export default class SimplePeer {
    constructor(options: {
      initiator: boolean;
      stream: MediaStream;
      config: RTCConfiguration;
    });
    on(event: "signal", listener: (data: unknown) => void): this;
    on(event: "stream", listener: (stream: MediaStream) => void): this;
    signal(data: unknown): void;
    destroy(): void;
  }
}
