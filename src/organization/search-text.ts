/** The folded text that a search for an organization looks in. */
import { fold } from '../text/fold';

export function searchTextOf(organization: { name: string; nameEn: string | null; code: string }): string {
  return fold(`${organization.name} ${organization.nameEn ?? ''} ${organization.code}`);
}
