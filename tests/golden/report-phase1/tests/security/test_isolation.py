from api.routes import document


def test_other_tenant_is_refused():
    ...

def test_other_document_is_hidden():
    ...

def test_switch_needs_a_right():
    ...
