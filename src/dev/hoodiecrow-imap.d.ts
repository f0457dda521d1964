// The parts of hoodiecrow-imap (an IMAP server in memory, without types of its own) that the demo and the tests use.
declare module 'hoodiecrow-imap' {
  import type { Server, Socket } from 'node:net';

  namespace hoodiecrow {
    interface Message {
      uid?: number;
      flags?: string[];
      internaldate?: Date | string;
      /** One character a byte. */
      raw: string;
    }
    interface Folder {
      path?: string;
      uidvalidity?: number;
      uidnext?: number;
      'special-use'?: string;
      messages?: Message[];
    }
    type Plugin = string | ((server: ImapServer) => void);
    interface Response {
      tag: string;
      command?: string;
      attributes?: unknown[];
      skipResponse?: boolean;
    }
    type CommandHandler = (connection: Connection, parsed: { tag: string }, data: string, done: () => void) => void;
    interface Connection {
      socket: Socket;
      /** Takes the next line of a command under way, such as the DONE that ends IDLE. */
      inputHandler: ((line: string) => void) | false;
      send(response: Response, description: string, parsed: unknown): void;
    }
    interface Options {
      plugins?: Plugin[];
      users?: Record<string, { password: string }>;
      storage?: { INBOX: Folder; '': { separator: string; folders: Record<string, Folder> } };
    }
    interface ImapServer {
      server: Server;
      /** Called for every new connection. */
      connectionHandlers: ((connection: Connection) => void)[];
      /** Called for every message when it gets its UID: at start, by APPEND, COPY and appendMessage. */
      messageHandlers: ((server: ImapServer, message: Required<Message>, folder: Folder) => void)[];
      /** May change or suppress a response before it is written. */
      outputHandlers: ((connection: Connection, response: Response, description: string) => void)[];
      setCommandHandler(command: string, handler: CommandHandler): void;
      getCommandHandler(command: string): CommandHandler;
      appendMessage(folder: string, flags: string[], internaldate: Date, raw: string): void;
    }
  }

  function hoodiecrow(options?: hoodiecrow.Options): hoodiecrow.ImapServer;
  export default hoodiecrow;
}
