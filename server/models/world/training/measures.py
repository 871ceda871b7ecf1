"""Measures of pictures: PSNR, SSIM, brightness and sharpness."""
import numpy as np
import torch
from torch.nn import functional as F


def psnr(pictures, truths):
    """Decibels per picture [n] of [n, h, w, 3] in 0..1."""
    return -10 * np.log10(((pictures - truths) ** 2).mean((1, 2, 3)) + 1e-9)


def ssim(pictures, truths, batch=32):
    """Structural similarity per picture [n]: Gaussian window of 11, sigma 1.5, mean over channels."""
    line = torch.exp(-((torch.arange(11) - 5.0) ** 2) / (2 * 1.5 ** 2))
    line = line / line.sum()
    window = (line[:, None] * line[None, :]).expand(3, 1, 11, 11)

    def mean(x):
        return F.conv2d(x, window, groups=3)

    parts = []
    for i in range(0, len(pictures), batch):
        a, b = (torch.from_numpy(np.ascontiguousarray(x[i:i + batch])).float().permute(0, 3, 1, 2) for x in (pictures, truths))
        ma, mb = mean(a), mean(b)
        va, vb, cov = mean(a * a) - ma * ma, mean(b * b) - mb * mb, mean(a * b) - ma * mb
        value = (2 * ma * mb + 1e-4) * (2 * cov + 9e-4) / ((ma * ma + mb * mb + 1e-4) * (va + vb + 9e-4))
        parts.append(value.mean((1, 2, 3)))
    return torch.cat(parts).numpy()


def brightness(pictures):
    """Mean luma per picture [n], 0..1."""
    return (pictures @ np.array([0.299, 0.587, 0.114], np.float32)).mean((1, 2))


def sharpness(pictures):
    """Mean absolute difference of neighbouring pixels' luma per picture [n]."""
    luma = pictures @ np.array([0.299, 0.587, 0.114], np.float32)
    return np.abs(np.diff(luma, axis=1)).mean((1, 2)) + np.abs(np.diff(luma, axis=2)).mean((1, 2))
