// node-vault, as a program would use it: `node node_client.js ADDRESS ROLE_ID SECRET_ID`. Prints one line a step.
const assert = require('node:assert');
const nodeVault = require('node-vault');

const [address, roleId, secretId] = process.argv.slice(2);
const step = (text) => console.log(text);

(async () => {
  const vault = nodeVault({ apiVersion: 'v1', endpoint: address });
  const health = await vault.health();
  assert.strictEqual(health.initialized, true);
  assert.deepStrictEqual(await vault.initialized(), { initialized: true });
  step('health');
  const login = await vault.approleLogin({ role_id: roleId, secret_id: secretId });
  vault.token = login.auth.client_token;
  step('login by approle');
  await vault.write('secret/data/node/one', { data: { user: 'a', n: 1 } });
  const read = await vault.read('secret/data/node/one');
  assert.deepStrictEqual(read.data.data, { user: 'a', n: 1 });
  step('write and read');
  await vault.update('secret/data/node/one', { data: { user: 'b' } });
  assert.deepStrictEqual((await vault.read('secret/data/node/one')).data.data, { user: 'b', n: 1 });
  step('update by merge patch');
  assert.deepStrictEqual((await vault.list('secret/metadata/node')).data.keys, ['one']);
  step('list');
  await assert.rejects(vault.read('secret/data/other/one'), (e) => e.response.statusCode === 403);
  step("another's path is forbidden");
  const renewed = await vault.tokenRenewSelf({ increment: '90' });
  assert.strictEqual(renewed.auth.lease_duration, 90);
  const self = await vault.tokenLookupSelf();
  assert.ok(self.data.ttl > 0 && self.data.ttl <= 90);
  step('renew and look up itself');
  await vault.write('old/node/one', { a: 'b' });
  assert.deepStrictEqual((await vault.read('old/node/one')).data, { a: 'b' });
  await vault.delete('old/node/one');
  await assert.rejects(vault.read('old/node/one'), (e) => e.response.statusCode === 404);
  step('kv version 1: write, read, delete');
  await vault.delete('secret/data/node/one');
  await assert.rejects(vault.read('secret/data/node/one'), (e) => e.response.statusCode === 404);
  step('delete');
  await vault.tokenRevokeSelf();
  await assert.rejects(vault.tokenLookupSelf(), (e) => e.response.statusCode === 403);
  step('revoke itself');
})().catch((e) => {
  console.error(e.message, e.response && e.response.body);
  process.exit(1);
});
