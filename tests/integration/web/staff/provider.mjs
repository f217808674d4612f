// A provider of OpenID Connect for tests: oidc-provider on this machine, with people that are made up.
// It says the port it listens on in a line of JSON, and ends when its standard input does.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const { redirect, people } = JSON.parse(process.argv[2]);

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  const shared = { redirect_uris: [redirect], grant_types: ["authorization_code"], response_types: ["code"] };
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [
      { ...shared, client_id: "portal", client_secret: "a client secret made up for these tests" },
      { ...shared, client_id: "portal-public", token_endpoint_auth_method: "none" },
    ],
    pkce: { required: () => true },
    claims: { openid: ["sub", "groups"], email: ["email"], profile: ["name"] },
    cookies: { keys: ["a cookie key made up for these tests"] },
    interactions: { url: (_, interaction) => `/as/${interaction.uid}` },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
    // Whoever signs in has agreed: it is their own council.
    async loadExistingGrant(ctx) {
      const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
  });
  // Where a council's own page would ask for a password: the answer says who signs in, or that nobody does.
  provider.use(async (ctx, next) => {
    const [, uid, who] = ctx.path.match(/^\/as\/([^/]+)\/?(.*)$/) ?? [];
    if (!uid) return next();
    if (!who) {
      const links = Object.keys(people).map((each) => `<p><a href="/as/${uid}/${each}">${each}</a></p>`);
      ctx.type = "html";
      ctx.body = `<!doctype html><title>Who are you?</title>${links.join("")}`;
      return;
    }
    const answer = people[who] ? { login: { accountId: who } } : { error: "access_denied" };
    await provider.interactionFinished(ctx.req, ctx.res, answer, { mergeWithLastSubmission: false });
    ctx.respond = false;
  });
  server.on("request", provider.callback());
  process.stdout.write(`${JSON.stringify({ port })}\n`);
});

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
