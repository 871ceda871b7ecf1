"""Muon: momentum whose matrices are made orthogonal before each step.

Hidden weight matrices learn several times faster with it than with Adam; every
other parameter goes to Adam (Jordan et al., 2024).
"""
import torch


def _orthogonal(matrix, steps=5):
    """Nearly the closest orthogonal matrix, by Newton-Schulz iteration in bfloat16."""
    x = (matrix / (matrix.norm() + 1e-7)).bfloat16()
    tall = x.shape[0] > x.shape[1]
    x = x.T.contiguous() if tall else x
    for _ in range(steps):
        a = x @ x.T
        x = torch.addmm(x, torch.addmm(a, a, a, beta=-4.7750, alpha=2.0315), x, beta=3.4445)
    return (x.T if tall else x).float()


class Muon:
    """Muon for `matrices`, Adam for `others`; one learning rate scale for both."""

    def __init__(self, matrices, others, muon_rate, adam_rate, momentum=0.95):
        self._matrices = list(matrices)
        self._adam = torch.optim.Adam(list(others), lr=adam_rate, betas=(0.9, 0.99))
        self._rates = muon_rate, adam_rate
        self._momentum = momentum
        self._buffers = [torch.zeros_like(m) for m in self._matrices]

    @torch.no_grad()
    def step(self, scale):
        """One step at `scale` (0..1) of the full learning rates."""
        for weight, buffer in zip(self._matrices, self._buffers):
            if weight.grad is None:
                continue
            buffer.mul_(self._momentum).add_(weight.grad)
            ahead = (weight.grad + self._momentum * buffer).flatten(1)
            rate = self._rates[0] * scale * max(1.0, ahead.shape[0] / ahead.shape[1]) ** 0.5
            weight.add_(_orthogonal(ahead).view_as(weight), alpha=-rate)
        for group in self._adam.param_groups:
            group["lr"] = self._rates[1] * scale
        self._adam.step()

    def zero_grad(self):
        for weight in self._matrices:
            weight.grad = None
        self._adam.zero_grad(set_to_none=True)

    def state_dict(self):
        return {"adam": self._adam.state_dict(), "buffers": self._buffers}

    def load_state_dict(self, state):
        self._adam.load_state_dict(state["adam"])
        for buffer, saved in zip(self._buffers, state["buffers"]):
            buffer.copy_(saved)


def for_model(model, muon_rate, adam_rate):
    """Muon for every parameter named in `model.hidden_matrices()`, Adam for the rest."""
    hidden = list(model.hidden_matrices())
    chosen = {id(p) for p in hidden}
    return Muon(hidden, (p for p in model.parameters() if id(p) not in chosen), muon_rate, adam_rate)
