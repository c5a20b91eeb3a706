// SPDX-License-Identifier: Apache-2.0
// Judges a receipt with the checkpoint and Merkle code of @sigstore/verify, which was written for
// another log. Prints "good" and ends with 0, or prints why not and ends with 1.
//
//   node sigstore.js VKEY PROOF
'use strict';
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

// Not part of the package's public surface, hence the exact version in package.json.
const inside = path.join(path.dirname(require.resolve('@sigstore/verify')), 'tlog');
const { verifyCheckpoint } = require(path.join(inside, 'checkpoint.js'));
const { verifyMerkleInclusion } = require(path.join(inside, 'merkle.js'));

function readKey(vkey) {
  const [, name, id, key] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey.trim());
  const raw = Buffer.from(key, 'base64').subarray(1);
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  return {
    logID: Buffer.concat([Buffer.from(id, 'hex'), Buffer.alloc(28)]),
    publicKey: crypto.createPublicKey({ key: spki, format: 'der', type: 'spki' }),
    baseURL: name,
  };
}

function readProof(file) {
  const text = fs.readFileSync(file, 'utf8');
  const end = text.indexOf('\n\n');
  const [, extra, index, ...hashes] = text.slice(0, end).split('\n');
  const content = JSON.parse(Buffer.from(extra.slice('extra '.length), 'base64').toString('utf8'));
  return {
    canonicalizedBody: Buffer.from(content.leaf, 'utf8'),
    inclusionProof: {
      logIndex: index.slice('index '.length),
      hashes: hashes.map((hash) => Buffer.from(hash, 'base64')),
      checkpoint: { envelope: text.slice(end + 2) },
    },
  };
}

const [, , vkey, file] = process.argv;
try {
  const entry = readProof(file);
  const key = readKey(fs.readFileSync(vkey, 'utf8'));
  const checkpoint = verifyCheckpoint(entry, [key]);
  if (checkpoint.origin !== key.baseURL) throw new Error('another origin');
  verifyMerkleInclusion(entry, checkpoint);
  console.log('good');
} catch (error) {
  console.log('bad:', error.message);
  process.exit(1);
}
