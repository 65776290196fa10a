from sqlalchemy import CheckConstraint, Column, Integer, String

from database.models.base import Base


# Whoever has signed up: a tenant, to whom documents belong.
class Account(Base):
    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint("balance >= 0", name="balance_is_not_negative"),)

    id = Column(Integer, primary_key=True)
    email = Column(String(200), nullable=False, unique=True)
    balance = Column(Integer, nullable=False, default=0)
    version = Column(Integer, nullable=False)

    # An update of a version that is no longer there changes nothing, which SQLAlchemy notices.
    __mapper_args__ = {"version_id_col": version}
