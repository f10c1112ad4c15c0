'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast-store';

export function CopyButton({ value, label = 'Copy' }: { value: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1800);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      toast('The browser did not allow copying. Select the text and copy it by hand.', { tone: 'failed' });
    }
  };
  const Icon = copied ? Check : Copy;
  return (
    <Button size="sm" onClick={copy}>
      <Icon size={14} aria-hidden="true" />
      <span aria-live="polite">{copied ? 'Copied' : label}</span>
    </Button>
  );
}

/** A value to take away: an API key, an address, a secret. */
export function CopyLine({ value, label }: { value: string; label?: string }) {
  return (
    <div className="flex items-center gap-2 rounded-md border border-line bg-sunken py-1 pr-1 pl-3">
      <code className="min-w-0 grow font-mono text-sm break-all">{value}</code>
      <CopyButton value={value} {...(label && { label })} />
    </div>
  );
}
