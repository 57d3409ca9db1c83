import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const binary = "/usr/sbin/nginx";

export interface Nginx {
  readonly port: number;
  close(): Promise<void>;
}

/** The proxy settings of docs, in front of a server on this machine that has the path `base`. */
function configuration(port: number, base: string, upstream: number): string {
  return `
    daemon off;
    master_process off;
    pid nginx.pid;
    error_log error.log warn;
    events { worker_connections 64; }
    http {
      access_log off;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      map $http_upgrade $connection_upgrade { default upgrade; "" ""; }
      server {
        listen 127.0.0.1:${port};
        location ${base} {
          proxy_pass http://127.0.0.1:${upstream};
          proxy_http_version 1.1;
          proxy_set_header Host $proxy_host;
          proxy_set_header Upgrade $http_upgrade;
          proxy_set_header Connection $connection_upgrade;
          proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
          proxy_set_header X-Forwarded-Proto https;
          proxy_set_header X-Forwarded-Host $http_host;
          proxy_read_timeout 60s;
          proxy_buffering off;
        }
      }
    }`;
}

/** A real nginx on loopback. @throws Error in one line if there is none, or if it does not start */
export async function startNginx(base: string, upstream: number): Promise<Nginx> {
  if (!existsSync(binary)) throw new Error(`This test needs nginx at ${binary}: apt-get install nginx-light`);
  const directory = await mkdtemp(join(tmpdir(), "confab-nginx-"));
  await mkdir(join(directory, "body"));
  const port = await freePort();
  await writeFile(join(directory, "nginx.conf"), configuration(port, base, upstream));
  const child = spawn(binary, ["-p", directory, "-c", "nginx.conf", "-e", "error.log"], { stdio: "ignore" });
  const exited = once(child, "exit");
  const deadline = Date.now() + 10_000;
  while (!(await listens(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill();
      const log = await readFile(join(directory, "error.log"), "utf8").catch(() => "");
      throw new Error(`nginx did not start: ${log.trim()}`);
    }
  }
  return {
    port,
    async close() {
      child.kill("SIGQUIT");
      const killing = setTimeout(() => child.kill("SIGKILL"), 3000);
      await exited;
      clearTimeout(killing);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const done = (open: boolean) => {
      socket.destroy();
      setTimeout(() => resolve(open), open ? 0 : 20);
    };
    socket.on("connect", () => done(true));
    socket.on("error", () => done(false));
  });
}
