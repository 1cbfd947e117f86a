"""The network: a small encoder with a tag head, two pointer heads and a factuality head.

The pointer heads are biaffine in the manner of Dozat and Manning (2017), reduced to scaled dot products plus a learned bias per
bucket of distance.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
SETS = ("uw", "uds_ih2", "meantime", "cb", "rp", "mv2")
BUCKETS = 34


class Pointer(nn.Module):
    """Scores of every piece for every piece, and for none: (batch, length, length + 1); the last column is none."""

    def __init__(self, size: int, inner: int = 128) -> None:
        super().__init__()
        self.query = nn.Sequential(nn.Linear(size, inner), nn.GELU(), nn.Linear(inner, inner))
        self.key = nn.Sequential(nn.Linear(size, inner), nn.GELU(), nn.Linear(inner, inner))
        self.none = nn.Linear(size, 1)
        self.distance = nn.Embedding(BUCKETS, 1)
        nn.init.zeros_(self.distance.weight)
        self.scale = inner**-0.5

    def forward(self, hidden: Tensor, buckets: Tensor) -> Tensor:
        """Scores from hidden states (batch, length, size) and distance buckets (length, length)."""
        scores = self.query(hidden) @ self.key(hidden).transpose(1, 2) * self.scale
        scores = scores + self.distance(buckets).squeeze(-1)
        return torch.cat([scores, self.none(hidden)], dim=-1)


def buckets_of(length: int, device: torch.device) -> Tensor:
    """Signed distance between pieces in 34 buckets: one by one near by, coarser further off."""
    place = torch.arange(length, device=device)
    gap = place[None, :] - place[:, None]
    size = gap.abs().clamp(max=255).float()
    coarse = torch.where(size < 8, size, 8 + (torch.log2(size.clamp(min=8) / 8) * 1.8)).long().clamp(max=16)
    return coarse + (gap < 0).long() * 17


class Network(nn.Module):
    """ids and features (batch, length) in; tag scores, content-to-cue, to-source and factuality values out."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        size = config.hidden_size
        self.feature = nn.Embedding(8, size)
        nn.init.zeros_(self.feature.weight)
        self.tags = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Dropout(0.1), nn.Linear(size, len(TAGS)))
        self.to_cue = Pointer(size)
        self.to_source = Pointer(size)
        self.value = nn.Sequential(nn.Linear(size, 128), nn.GELU(), nn.Linear(128, len(SETS)))

    def hidden(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Hidden states of the encoder, (batch, length, size)."""
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.feature(features)
        return self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Tag scores, content-to-cue scores, to-source scores, factuality values per set."""
        hidden = self.hidden(ids, features, mask)
        buckets = buckets_of(ids.shape[1], ids.device)
        return self.tags(hidden), self.to_cue(hidden, buckets), self.to_source(hidden, buckets), self.value(hidden)
