type Role = { readonly roleName: string; readonly scope: string };

/** Names of the roles that count at `scopeId`: those given there and, as roles are inherited downwards, above it. */
export function rolesFor({ roles }: { readonly roles: readonly Role[] }, scopeId: string): string[] {
  const id = scopeId.toLowerCase();
  const counting = roles.filter(({ scope }) => {
    const given = scope.toLowerCase();
    return id === given || id.startsWith(`${given}/`);
  });
  return [...new Set(counting.map(({ roleName }) => roleName))];
}
