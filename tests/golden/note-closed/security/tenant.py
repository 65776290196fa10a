# tenants
