"""The dossier as a document: one composition of blocks for every form, and a writer for each format."""

from .composed import Wish, composed
from .form import Form, forms
from .replies import BadReplies, Reply, replies_of
from .standard import Standard, standards

__all__ = ["BadReplies", "Form", "Reply", "Standard", "Wish", "composed", "forms", "replies_of", "standards"]
