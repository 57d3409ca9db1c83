import { createServer } from "node:http";
import { Server } from "socket.io";

/**
 * The plain Socket.IO relay that simple-peer's examples come with: rooms, who is there, messages to one socket.
 * Nothing is checked.
 */
const http = createServer();
const server = new Server(http, { cors: { origin: true } });

server.on("connection", (socket) => {
  socket.on("join", (room: string, answer: (others: string[]) => void) => {
    const others = [...(server.sockets.adapter.rooms.get(room) ?? [])];
    void socket.join(room);
    socket.to(room).emit("joined", socket.id);
    answer(others);
  });
  socket.on("signal", ({ to, data }: { to: string; data: unknown }) => {
    server.to(to).emit("signal", { from: socket.id, data });
  });
  socket.on("disconnecting", () => {
    for (const room of socket.rooms) socket.to(room).emit("left", socket.id);
  });
});

http.listen(Number(process.argv[2]), process.argv[3]);
