from security.tenant_context import TenantContext


def test_context_is_set():
    ...

def test_context_is_left():
    ...

def test_context_is_nested():
    ...

def test_context_of_a_thread():
    ...
