import { z } from 'zod';
import { checkedUrl } from '@/lib/notifiers/rules/checked-url';
import { defineKind } from '@/lib/notifiers/rules/kind';

const repository = z
  .string()
  .max(300)
  .transform((text) =>
    text
      .trim()
      .replace(/^(https?:\/\/)?(www\.)?github\.com\//i, '')
      .replace(/(\.git)?\/?$/, ''),
  )
  .pipe(
    z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/(?!\.{1,2}$)[\w.-]{1,100}$/,
        'write it as owner/name, as in acme/shop',
      ),
  );

const apiUrl = checkedUrl((url) => {
  if (url.search !== '' || url.hash !== '') return 'leave out what comes after a ? or a #';
  if (url.hostname === 'github.com') return 'for github.com leave this empty';
  return null;
}).transform((url) => url.replace(/\/+$/, ''));

export const githubKind = defineKind({
  word: 'GitHub issues',
  summary: 'An issue for each incident, commented on as it goes and closed in the end.',
  group: 'code',
  configSchema: z.strictObject({
    repository,
    token: z
      .string()
      .trim()
      .min(20)
      .max(255)
      .regex(/^\w+$/, 'a token has letters, digits and underscores only'),
    labels: z.array(z.string().trim().min(1).max(50)).max(10).default([]),
    api_url: apiUrl.optional(),
  }),
  fields: [
    {
      name: 'repository',
      label: 'Repository',
      input: 'text',
      hint: 'Owner and name, or its address. Issues have to be switched on.',
      placeholder: 'acme/shop',
    },
    {
      name: 'token',
      label: 'Token',
      input: 'secret',
      hint: 'A fine-grained token of this repository that may read and write issues.',
      placeholder: 'github_pat_…',
    },
    {
      name: 'labels',
      label: 'Labels',
      input: 'list',
      optional: true,
      hint: 'One a line. GitHub makes those that are missing where the token may.',
      placeholder: 'outage',
    },
    {
      name: 'api_url',
      label: 'API address',
      input: 'url',
      optional: true,
      hint: 'Only for GitHub Enterprise Server: its address and /api/v3.',
      placeholder: 'https://github.example.com/api/v3',
    },
  ],
  steps: [
    'In GitHub open “Settings”, “Developer settings”, “Personal access tokens”, “Fine-grained tokens”, and generate a new one.',
    'Choose the owner of the repository, and under “Only select repositories” the repository.',
    'Under “Repository permissions” set “Issues” to “Read and write”; nothing else is needed.',
    'Generate the token and copy it. A test opens an issue, which you may close again.',
  ],
  docsUrl: 'https://docs.github.com/en/rest/issues/issues#create-an-issue',
});
