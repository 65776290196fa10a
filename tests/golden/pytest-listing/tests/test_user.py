from app.models.user import User


class TestUser:
    def test_has_a_name(self):
        assert User("ann", "secret-secret").name == "ann"

    def test_has_an_address(self):
        assert User("ann", "secret-secret", "ann@example.com").address == "ann@example.com"

    def test_address_is_optional(self):
        assert User("ann", "secret-secret").address is None

    def test_equal_by_name(self):
        assert User("ann", "1") == User("ann", "2")

    def test_hash_by_name(self):
        assert len({User("ann", "1"), User("ann", "2")}) == 1

    def test_hides_the_password(self):
        assert "secret" not in repr(User("ann", "secret-secret"))


class TestPassword:
    def test_is_hashed(self):
        assert User("ann", "secret-secret").password_hash != "secret-secret"

    def test_is_salted(self):
        first, second = User("ann", "secret-secret"), User("ann", "secret-secret")
        assert first.password_hash != second.password_hash

    def test_is_verified(self):
        assert User("ann", "secret-secret").verify("secret-secret")

    def test_wrong_one_is_refused(self):
        assert not User("ann", "secret-secret").verify("secret")
