type Role = { readonly roleName: string; readonly scope: string };

/** Names of the roles that count at `scopeId`: those given there and, as roles are inherited downwards, above it. */
export function rolesFor({ roles }: { readonly roles: readonly Role[] }, scopeId: string): string[] {
  const id = plain(scopeId);
  const counting = roles.filter(({ scope }) => {
    const given = plain(scope);
    return id === given || id.startsWith(`${given}/`);
  });
  return [...new Set(counting.map(({ roleName }) => roleName))];
}

/** Ids are compared without case, and Azure's account names hold a colon that some write as %3A. */
function plain(id: string): string {
  return decodeURIComponent(id).toLowerCase();
}
