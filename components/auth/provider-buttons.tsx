'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/field';

type Provider = { id: string; name: string };

/** Asks for the provider's address and goes there; a form would be stopped by `form-action 'self'`. */
async function addressOf(provider: Provider): Promise<string> {
  const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string };
  const response = await fetch(`/api/auth/signin/${provider.id}`, {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, callbackUrl: '/', json: 'true' }),
  });
  return ((await response.json()) as { url: string }).url;
}

export function ProviderButtons({ providers }: { providers: readonly Provider[] }) {
  const [failed, setFailed] = useState(false);
  if (providers.length === 0) return null;
  const go = async (provider: Provider) => {
    try {
      window.location.assign(await addressOf(provider));
    } catch {
      setFailed(true);
    }
  };
  return (
    <div className="mt-4 space-y-2 border-t border-line pt-4">
      {providers.map((provider) => (
        <Button key={provider.id} className="w-full" onClick={() => void go(provider)}>
          {`Sign in with ${provider.name}`}
        </Button>
      ))}
      <FormError>{failed && 'The provider could not be reached. Try again.'}</FormError>
    </div>
  );
}
