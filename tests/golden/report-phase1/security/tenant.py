def current(request):
    header = request.headers.get('X-Tenant')
    tenant = tenants.get(header)
    request.tenant = tenant
    return tenant


def owns(tenant, row):
    owner = row.tenant_id
    same = owner == tenant.id
    audit('owns', tenant, row)
    return same


def scope(tenant, query):
    column = query.model.tenant_id
    query = query.filter(column == tenant.id)
    query.scoped = True
    return query


def switch(request, tenant):
    old = request.tenant
    request.tenant = tenant
    audit('switch', old, tenant)
    return old
