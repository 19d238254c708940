import { BlockList, isIP, isIPv4 } from 'node:net';

/**
 * Networks that a customer's URL must not reach through us: ourselves, our neighbours, and the metadata services of clouds.
 * Source: the special-purpose registries of IANA (RFC 6890 and what followed), as far as an entry is not globally reachable.
 */
const REFUSED_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Azure's platform address, public by its number and reachable from virtual machines only.
  '168.63.129.16/32',
] as const;

// Of IPv6 only global unicast is reachable; inside it these are not, or carry an IPv4 address that nobody has looked at.
const REFUSED_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '5f00::/16'] as const;
const GLOBAL_V6 = '2000::/3';

const refusedV4 = blockList('ipv4', REFUSED_V4);
const refusedV6 = blockList('ipv6', REFUSED_V6);
const globalV6 = blockList('ipv6', [GLOBAL_V6]);

/** True for an address that is not one of the public internet's, and for what is no address. */
export function isRefusedAddress(address: string): boolean {
  if (isIPv4(address)) return refusedV4.check(address, 'ipv4');
  // Scopes, mapped and translated forms (::ffff:0:0/96, 64:ff9b::/96) lie outside global unicast.
  if (isIP(address) !== 6) return true;
  return !globalV6.check(address, 'ipv6') || refusedV6.check(address, 'ipv6');
}

function blockList(family: 'ipv4' | 'ipv6', networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}
