// A server on a loopback port that ends when told to, whoever is still connected.
import type { AddressInfo, Server, Socket } from 'node:net';

export interface Listening {
  port: number;
  /** Sockets open at this moment. */
  sockets: Set<Socket>;
  stop(): Promise<void>;
}

/** @param port 0 for any free one */
export async function listenOnLoopback(server: Server, port = 0): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}); // a peer that resets is what these servers are for
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
