// Serves the API of bull-board for a queue of BullMQ. It fills the queue before it listens: each job is added and then processed by a
// worker, so that it is completed or failed like in production.
// Usage: node index.js --jobs NUMBER --failed-every NUMBER --redis PORT --urls http://127.0.0.1:PORT
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Queue, Worker } from 'bullmq';
import express from 'express';

const BATCH = 2000;
const CONCURRENCY = 200;

// The other programs do not return stack traces either.
Error.stackTraceLimit = 0;

const text = { type: 'string' };
const { values } = parseArgs({ options: { jobs: text, 'failed-every': text, redis: text, urls: text } });
const jobs = Number(values.jobs);
const failedEvery = Number(values['failed-every']);
const connection = { host: '127.0.0.1', port: Number(values.redis) };
const queue = new Queue('jobs', { connection });

for (let first = 1; first <= jobs; first += BATCH) {
  const ids = Array.from({ length: Math.min(BATCH, jobs - first + 1) }, (_, index) => first + index);
  await queue.addBulk(
    ids.map((id) => ({
      name: 'SubscriberImport',
      data: { id, file: `weather-subscribers-${id}.csv`, mailingListId: id % 5000, total: id % 200_000 },
    })),
  );
}

await new Promise((resolve) => {
  let processed = 0;
  const worker = new Worker(
    queue.name,
    async (job) => {
      if (job.data.id % failedEvery === 0) {
        throw new Error('The server closed the connection.');
      }
    },
    { connection, concurrency: CONCURRENCY },
  );
  const count = () => {
    processed++;
    if (processed === jobs) {
      resolve(worker.close());
    }
  };
  worker.on('completed', count);
  worker.on('failed', count);
});

const board = new ExpressAdapter();
createBullBoard({ queues: [new BullMQAdapter(queue)], serverAdapter: board });

const require = createRequire(import.meta.url);
const versionOf = (name) => require(`${name}/package.json`).version;
const client = await queue.getBackend().client;
const redis = /redis_version:(\S+)/.exec(await client.info())[1];
const description =
  `bull-board ${versionOf('@bull-board/express')} with BullMQ ${versionOf('bullmq')} ` +
  `on Redis ${redis} and Node.js ${process.versions.node}`;

const app = express();
app.disable('x-powered-by');
app.get('/ready', (_request, response) => response.type('text/plain').send(description));
app.use(board.getRouter());
const { hostname, port } = new URL(values.urls);
app.listen(Number(port), hostname);
