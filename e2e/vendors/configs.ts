/**
 * What a channel of each kind asks for, so that it leads to the stand-ins at `url`: by its own address where that may be any,
 * by `standInUrls` where it is always the vendor's.
 */
export function vendorConfigs(url: string) {
  return {
    slack: { url: `${url}/slack/services/T0STANDIN/B0STANDIN/standin` },
    discord: {
      url: 'https://discord.com/api/webhooks/123456789012345678/stand-in_token-of-the-webhook_which-is-68-characters-long-there_00000000',
    },
    google_chat: {
      url: 'https://chat.googleapis.com/v1/spaces/AAAAstandin/messages?key=stand-in-key&token=stand-in-token',
    },
    teams: {
      url: `${url}/teams/workflows/standin/triggers/manual/paths/invoke?api-version=2016-06-01&sig=stand-in`,
    },
    telegram: { bot_token: '123456789:AAE-stand-in_token_of_the_bot_35cha', chat_id: '-1001234567890' },
    pagerduty: { integration_key: '0123456789abcdef0123456789abcdef' },
    whatsapp: {
      to: ['+491701234567'],
      phone_number_id: '106540352242922',
      access_token: 'EAAG-token-of-the-stand-in',
    },
  } as const;
}

export type VendorType = keyof ReturnType<typeof vendorConfigs>;

/** For the environment: where the vendors with an address of their own are played. */
export function standInUrls(url: string): Record<string, string> {
  const at = (vendor: string) => `${url}/${vendor}`;
  return {
    DISCORD_BASE_URL: at('discord'),
    GOOGLE_CHAT_BASE_URL: at('google-chat'),
    TELEGRAM_BASE_URL: at('telegram'),
    PAGERDUTY_BASE_URL: at('pagerduty'),
    WHATSAPP_BASE_URL: at('whatsapp'),
  };
}
