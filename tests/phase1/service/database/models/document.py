from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, String, UniqueConstraint

from database.models.account import Account
from database.models.base import Base


def owner():
    return Column(ForeignKey(Account.id, ondelete="CASCADE"), nullable=False, index=True)


class Document(Base):
    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("id", "account_id"),)

    id = Column(Integer, primary_key=True)
    account_id = owner()
    title = Column(String(200), nullable=False)
    size = Column(Integer, nullable=False, default=0)


# A remark on a document. Its foreign key has the account in it: there are none across accounts.
class Note(Base):
    __tablename__ = "notes"
    __table_args__ = (
        ForeignKeyConstraint(
            ["document_id", "account_id"],
            ["documents.id", "documents.account_id"],
            ondelete="CASCADE",
        ),
    )

    id = Column(Integer, primary_key=True)
    document_id = Column(Integer, nullable=False)
    account_id = Column(Integer, nullable=False)
    text = Column(String(500), nullable=False)


# One document that one other account may read.
class Share(Base):
    __tablename__ = "shares"

    document_id = Column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    account_id = Column(ForeignKey(Account.id, ondelete="CASCADE"), primary_key=True)
