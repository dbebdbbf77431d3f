// A portal made of openid-client, which knows nothing of Regain but its issuer. Certified by the OpenID Foundation.
//
// node portal.mjs ISSUER CLIENT_ID SECRET PORT SECONDS
//
// Without a secret it signs with a key, whose public half it prints first; with the secret `none` it is an app, which shows nothing. Its
// clock is SECONDS ahead. From the first request with `key` on it binds what it gets to a key of its own (DPoP).
import { createServer } from 'node:http';
import { webcrypto } from 'node:crypto';

// Node.js 18 has it, and not by this name.
globalThis.crypto ??= webcrypto;
const oidc = await import('openid-client');

const [issuer, id, secret, port, ahead] = process.argv.slice(2);
const site = `http://localhost:${port}`;

async function authentication() {
  if (secret === 'none') {
    return oidc.None();
  }
  if (secret) {
    return oidc.ClientSecretPost(secret);
  }
  const ec = { name: 'ECDSA', namedCurve: 'P-256' };
  const { publicKey, privateKey } = await crypto.subtle.generateKey(ec, true, ['sign', 'verify']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  console.log(JSON.stringify({ keys: [{ kty, crv, x, y, kid: 'of-this-start', alg: 'ES256', use: 'sig' }] }));
  return oidc.PrivateKeyJwt({ key: privateKey, kid: 'of-this-start' });
}

const metadata = { [oidc.clockSkew]: Number(ahead) };
const shown = await authentication();
// Plain HTTP, since all of it is on this machine.
const options = { execute: [oidc.allowInsecureRequests] };
let known;
let going = {};
let DPoP;

const newKey = async (config) => (DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair()));

const provider = async () => (known ??= await oidc.discovery(new URL(issuer), id, metadata, shown, options));

function said(tokens) {
  const { access_token: access, refresh_token: refresh, token_type: type } = tokens;
  return { access, refresh, type, id: tokens.id_token, claims: tokens.claims() };
}

const pages = {
  async '/'(config, asked) {
    if (asked.has('key')) {
      asked.delete('key');
      await newKey(config);
    }
    const verifier = oidc.randomPKCECodeVerifier();
    going = { pkceCodeVerifier: verifier, expectedState: oidc.randomState(), expectedNonce: oidc.randomNonce() };
    const request = {
      redirect_uri: `${site}/callback`,
      scope: 'openid profile email',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: going.expectedState,
      nonce: going.expectedNonce,
      ...Object.fromEntries(asked),
    };
    if (secret === 'none') {
      // No app may send its requests ahead.
      return oidc.buildAuthorizationUrl(config, DPoP ? { ...request, dpop_jkt: await DPoP.calculateThumbprint() } : request);
    }
    return oidc.buildAuthorizationUrlWithPAR(config, request, { DPoP });
  },
  async '/callback'(config, asked, url) {
    return said(await oidc.authorizationCodeGrant(config, url, going, undefined, { DPoP }));
  },
  async '/refresh'(config, asked) {
    return said(await oidc.refreshTokenGrant(config, asked.get('token'), {}, { DPoP }));
  },
  async '/other-key'(config) {
    await newKey(config);
    return {};
  },
  '/who': (config, asked) => oidc.fetchUserInfo(config, asked.get('token'), asked.get('sub'), { DPoP }),
  '/introspect': (config, asked) => oidc.tokenIntrospection(config, asked.get('token')),
  async '/revoke'(config, asked) {
    await oidc.tokenRevocation(config, asked.get('token'));
    return {};
  },
  // It believes what comes by TLS, unless it is told to look at signatures too.
  async '/strict'(config) {
    oidc.enableNonRepudiationChecks(config);
    return {};
  },
  '/metadata': (config) => config.serverMetadata(),
  '/sign-out': (config, asked) =>
    oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: `${site}/bye`, id_token_hint: asked.get('token') }),
};

createServer(async (request, response) => {
  const url = new URL(request.url, site);
  try {
    const answer = await pages[url.pathname](await provider(), url.searchParams, url);
    if (answer instanceof URL) {
      response.writeHead(302, { location: answer.href }).end();
    } else {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    }
  } catch (e) {
    const words = { error: e.error ?? e.code ?? String(e), cause: String(e.cause?.message ?? e) };
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(words));
  }
}).listen(Number(port), 'localhost');
