export { type ErrorCode, errorCodes, errorMessages, WireError, wireError } from "./errors.ts";
export { Beat, Bye, LeaveReason, NumberedEvent, RoomEvent } from "./events.ts";
export { Handshake, Welcome } from "./handshake.ts";
export { CreateRoomAnswer, CreateRoomRequest, ServerFacts } from "./http.ts";
export { guestKeyContext, InviteKey, ParticipantId, RequestId, ResumeSecret, RoomName } from "./ids.ts";
export { limits } from "./limits.ts";
export {
  Counter,
  Face,
  Ice,
  IceServer,
  MediaState,
  Mode,
  Participant,
  ParticipantName,
  Role,
  RoomSnapshot,
  Seat,
} from "./model.ts";
export {
  type Answer,
  answerSchema,
  type ClientEvents,
  commonErrors,
  type RequestName,
  type RequestPayload,
  type RequestResult,
  requests,
  results,
  type ServerEvents,
} from "./requests.ts";
export { Candidate, Description, Opening, Signal, SignalRequest, Source } from "./signal.ts";
export { OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION } from "./version.ts";
