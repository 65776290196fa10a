def front(request):
    user = request.user
    page = render('front', user)
    page.cache(60)
    return page


def login(request):
    form = request.form
    user = find_user(form)
    token = issue(user, user.tenant)
    return signed_in(token)


def documents(request):
    tenant = current(request)
    query = scope(tenant, Document.query)
    rows = query.all()
    return as_json(rows)


def document(request, id):
    row = Document.get(id)
    tenant = current(request)
    audit('read', tenant, row)
    return as_json(row)
