/* Servers that take what ours sends: a mail server and somebody's webhooks. */
import http from "node:http";
import net from "node:net";
import { once } from "node:events";

async function listening(server, port = 0) {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server.address().port;
}

/*
 * A mail server without TLS: {port, letters: [{from, to, text}], connections,
 * logins, close()}. `answer(from, to)` may return another reply to RCPT, such as
 * "550 no"; with `login` it asks for a user and keeps what it was told; `port`
 * is one that was free before.
 */
export async function mailSink({ answer = () => null, login = false, port = 0 } = {}) {
  const sink = { letters: [], connections: 0, logins: [] };
  const sockets = new Set();
  const server = net.createServer((socket) => {
    let letter = {};
    let body = null;
    let rest = "";
    let isSigningIn = false;
    const say = (line) => socket.write(`${line}\r\n`);
    sink.connections++;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.setEncoding("utf8");
    say("220 sink");
    function command(line) {
      if (isSigningIn) {
        isSigningIn = false;
        sink.logins.push(line);
        say("235 welcome");
        return;
      }
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === "EHLO") socket.write(login ? "250-sink\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n" : "250-sink\r\n250 8BITMIME\r\n");
      else if (verb === "AUTH") {
        isSigningIn = true;
        say("334 ");
      } else if (verb === "MAIL") {
        letter = { from: /<(.*)>/.exec(line)[1], to: null };
        say("250 ok");
      } else if (verb === "RCPT") {
        letter.to = /<(.*)>/.exec(line)[1];
        say(answer(letter.from, letter.to) ?? "250 ok");
      } else if (verb === "DATA") {
        body = [];
        say("354 go on");
      } else if (verb === "QUIT") {
        say("221 bye");
        socket.end();
      } else say("250 ok");
    }
    socket.on("data", (text) => {
      const lines = (rest + text).split("\r\n");
      rest = lines.pop();
      for (const line of lines) {
        if (body === null) command(line);
        else if (line === ".") {
          sink.letters.push({ ...letter, text: body.join("\r\n") });
          body = null;
          say("250 kept");
        } else body.push(line.startsWith("..") ? line.slice(1) : line);
      }
    });
  });
  sink.port = await listening(server, port);
  sink.close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return sink;
}

/*
 * Where webhooks go: {port, url, asked: [{method, path, headers, body}],
 * close()}. `reply(request)` gives {status, headers}.
 */
export async function webhookSink(reply = () => ({ status: 204 })) {
  const sink = { asked: [] };
  const server = http.createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (text) => (body += text));
    request.on("end", () => {
      const seen = { method: request.method, path: request.url, headers: request.headers, body };
      const { status, headers } = reply(seen, sink.asked.length);
      sink.asked.push(seen);
      response.writeHead(status, { connection: "close", ...headers });
      response.end();
    });
  });
  sink.port = await listening(server);
  sink.url = `http://127.0.0.1:${sink.port}`;
  sink.close = () => server.close();
  return sink;
}
