import { SMTPServer } from 'smtp-server';

export interface InboxMessage {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

/** A mail server on loopback that keeps what it is given. */
export interface Inbox {
  readonly address: string;
  readonly messages: readonly InboxMessage[];
  close(): Promise<void>;
}

export async function openInbox(): Promise<Inbox> {
  const messages: InboxMessage[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        messages.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
        });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const place = server.server.address();
  const port = typeof place === 'object' && place !== null ? place.port : 0;
  return {
    address: `127.0.0.1:${port}`,
    messages,
    close: () => new Promise((done) => server.close(done)),
  };
}
