import type { Profile } from 'next-auth';
import { z } from 'zod';

const emailList = z
  .array(z.object({ email: z.string().max(254), primary: z.boolean(), verified: z.boolean() }))
  .max(1000);

/** The part of openid-client's `Client` that is used. */
type GitHubClient = {
  userinfo: (token: string) => Promise<unknown>;
  requestResource: (url: string, token: string) => Promise<{ body?: Buffer | undefined }>;
};

/**
 * GitHub's user with a verified address or none: the primary one of a new account may not be verified yet.
 * Source: https://docs.github.com/en/rest/users/emails
 */
export async function findVerifiedGitHubUser(context: {
  client: unknown;
  tokens: { access_token?: string | undefined };
}): Promise<Profile> {
  const client = context.client as GitHubClient;
  const token = context.tokens.access_token ?? '';
  const profile = (await client.userinfo(token)) as Profile;
  const { body } = await client.requestResource('https://api.github.com/user/emails', token);
  const listed = emailList.safeParse(JSON.parse(body?.toString('utf8') ?? 'null'));
  const verified = listed.success ? listed.data.filter((each) => each.verified) : [];
  const email = verified.find((each) => each.primary)?.email ?? verified[0]?.email;
  const { email: _, ...others } = profile;
  return email === undefined ? others : { ...others, email };
}
