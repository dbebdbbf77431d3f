// An adapter of the load driver: what a portal costs once somebody is signed in. Each virtual user signs in once; then one round is an
// authorization request with PKCE (S256), the code for tokens, and userinfo with the access token; `refresh` is one rotation of a
// refresh token. For Regain and for Keycloak alike, by what their discovery documents say.
//   node bench.mjs --plan portal:16:10w,portal:16:15x3 --peer regain --adapter portal.mjs --cfg peer=regain --cfg issuer=… --cfg client=…
// cfg: peer=regain|keycloak, issuer, client (redirect address http://127.0.0.1:9999/cb), secret (none: it is public), users, scope, base (Regain's)
import crypto from 'node:crypto';
import { must } from './lib/browser.mjs';
import keycloak from './adapters/keycloak.mjs';
import regain from './adapters/regain.mjs';

export default function (cfg) {
  const own = { keycloak, regain }[cfg.peer](cfg);
  const redirect = cfg.redirect || 'http://127.0.0.1:9999/cb';
  const scope = cfg.scope || 'openid email profile';
  const found = {};
  const discover = async () => found.issuer || Object.assign(found, await (await fetch(cfg.issuer + '/.well-known/openid-configuration')).json());
  const kept = new WeakMap();
  const json = r => { must(r.status === 200, 'refused', r); return JSON.parse(r.body); };
  const raw = (v, method, url, body, headers) => v.browser.raw(method, new URL(url), body,
    { Accept: 'application/json', ...(body ? { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) } : {}), ...headers });
  const who = { client_id: cfg.client, ...(cfg.secret ? { client_secret: cfg.secret } : {}) };
  const signedIn = async (v, user) => {
    await discover();
    const mine = kept.get(v.browser);
    if (mine) { v.browser.cookies = mine.cookies; return mine; }
    await own.signin({ ...v, step: (_, f) => typeof f === 'function' ? f() : f }, user);
    const it = { cookies: v.browser.cookies, refresh: undefined };
    kept.set(v.browser, it);
    return it;
  };
  const tokens = async (v, asked) => {
    const verifier = crypto.randomBytes(32).toString('base64url'), nonce = crypto.randomBytes(16).toString('base64url');
    const challenge = crypto.createHash('sha256').update(verifier).digest('base64url');
    const query = new URLSearchParams({ response_type: 'code', client_id: cfg.client, redirect_uri: redirect, scope: asked,
      state: nonce, nonce, code_challenge: challenge, code_challenge_method: 'S256' });
    const back = await v.step('1 GET authorize', () => v.browser.get(`${found.authorization_endpoint}?${query}`));
    must(back.landed && /[?&]code=/.test(back.url), 'no code', back);
    const body = new URLSearchParams({ grant_type: 'authorization_code', code: new URL(back.url).searchParams.get('code'),
      redirect_uri: redirect, ...who, code_verifier: verifier }).toString();
    const got = json(await v.step('2 POST token', () => raw(v, 'POST', found.token_endpoint, body)));
    const claims = JSON.parse(Buffer.from(got.id_token.split('.')[1], 'base64url'));
    must(claims.nonce === nonce, 'another nonce', back);
    return { ...got, sub: claims.sub };
  };
  return {
    ...own,
    name: own.name + '-portal',
    stopPrefixes: [redirect],
    async portal(v, user) {
      await signedIn(v, user);
      const got = await tokens(v, scope);
      const told = json(await v.step('3 GET userinfo', () => raw(v, 'GET', found.userinfo_endpoint, null, { Authorization: `Bearer ${got.access_token}` })));
      must(told.sub === got.sub, 'somebody else', { url: found.userinfo_endpoint, body: JSON.stringify(told) });
    },
    async refresh(v, user) {
      const mine = await signedIn(v, user);
      mine.refresh ??= (await tokens({ ...v, step: (_, f) => f() }, scope + ' offline_access')).refresh_token;
      const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: mine.refresh, ...who }).toString();
      const got = json(await v.step('1 POST token', () => raw(v, 'POST', found.token_endpoint, body)));
      must(got.access_token, 'no access token', { url: found.token_endpoint });
      mine.refresh = got.refresh_token || mine.refresh;
    },
  };
}
