// Runs against a real Fort: FORT_ADDR and FORT_TOKEN name it. `ThinClientsTest` starts one and this.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { Client, Conflict, InvalidRequest, NotFound, Unauthenticated, Unavailable } from '../fort.mjs';

const client = new Client();
const fresh = () => `node/${randomUUID()}`;

test('what was put is got, listed and not printed', async () => {
  const path = fresh();
  const value = { user: 'app', password: 'Zürich & Genf+%2F', nested: { port: 5432 } };
  assert.equal(await client.put(path, value), 1);
  assert.equal(await client.put(path, { password: 'second' }, { expectedVersion: 1 }), 2);
  assert.deepEqual((await client.get(path, { version: 1 })).value, value);
  const secret = await client.get(path);
  assert.equal(secret.version, 2);
  assert.doesNotMatch(inspect(secret) + JSON.stringify(secret), /second/);
  const names = [];
  for await (const name of client.list('node/')) {
    names.push(name);
  }
  assert.ok(names.includes(path.split('/')[1]));
});

test('a name with odd characters is a name', async () => {
  const path = `${fresh()}/a b&c?d#e+f%20é`;
  await client.put(path, { password: 'x' });
  assert.equal((await client.get(path)).path, path);
});

test('failures have types', async () => {
  const path = fresh();
  await client.put(path, { password: 'x' });
  await assert.rejects(client.get(`${path}/nothing`), (error) => {
    assert.ok(error instanceof NotFound);
    assert.equal(error.code, 'not_found');
    return Boolean(error.requestId);
  });
  await assert.rejects(client.put(path, { password: 'y' }, { expectedVersion: 7 }), Conflict);
  await assert.rejects(client.get('a/ b'), InvalidRequest);
  await assert.rejects(new Client({ token: 'hvs.nobody' }).get(path), Unauthenticated);
  await assert.rejects(new Client({ address: 'http://127.0.0.1:1' }).get(path), Unavailable);
});

test('a version is acknowledged and acceptable', async () => {
  const path = fresh();
  await client.put(path, { password: 'x' });
  await client.declare(path, { consumer: 'payments' });
  await client.acknowledge(path, 1, { consumer: 'payments' });
  assert.deepEqual(await client.acceptable(path), [1]);
});

test('a watch shows what is and then what changes, and ends with its signal', async () => {
  const path = fresh();
  await client.put(path, { password: 'x' });
  const end = new AbortController();
  const seen = [];
  for await (const change of client.watch([path], { signal: end.signal })) {
    seen.push(change.currentVersion);
    if (seen.length === 1) {
      setTimeout(() => client.put(path, { password: 'y' }), 200);
    } else {
      end.abort();
    }
  }
  assert.deepEqual(seen, [1, 2]);
});

test('a watch of nobody ends', async () => {
  await assert.rejects(new Client({ token: 'hvs.nobody' }).watch([fresh()]).next(), Unauthenticated);
});
