import { UserRound } from 'lucide-react';
import { Button, type ButtonProps } from '@/components/ui/button';

export function UserMenuTrigger({ email, ...rest }: ButtonProps & { email: string }) {
  return (
    <Button variant="ghost" size="icon" aria-haspopup="menu" aria-label={`Account of ${email}`} {...rest}>
      <UserRound size={17} aria-hidden="true" />
    </Button>
  );
}
