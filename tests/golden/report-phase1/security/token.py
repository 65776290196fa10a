def issue(user, tenant):
    claims = {'sub': user.id, 'tid': tenant.id}
    claims['exp'] = clock() + LIFETIME
    token = sign(claims)
    return token


def verify(token):
    claims = check(token)
    if claims['exp'] < clock():
        raise Expired(claims)
    return claims


def revoke(token):
    claims = check(token)
    revoked.add(claims['jti'])
    audit('revoke', claims)
    return claims['jti']


def is_revoked(claims):
    jti = claims['jti']
    known = jti in revoked
    count('revoked', known)
    return known
