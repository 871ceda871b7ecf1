"""Contact sheets and loss curves as PNG."""
import numpy as np
from PIL import Image, ImageDraw


def save_sheet(path, rows, scale=2, gap=2):
    """Write rows (lists of [h, w, 3] float 0..1 or uint8 pictures) as one PNG."""
    rows = [[_bytes(picture) for picture in row] for row in rows]
    h, w = rows[0][0].shape[:2]
    sheet = np.full((len(rows) * (h + gap) - gap, max(map(len, rows)) * (w + gap) - gap, 3), 24, np.uint8)
    for i, row in enumerate(rows):
        for j, picture in enumerate(row):
            sheet[i * (h + gap):i * (h + gap) + h, j * (w + gap):j * (w + gap) + w] = picture
    image = Image.fromarray(sheet)
    image.resize((image.width * scale, image.height * scale), Image.BICUBIC).save(path)


def save_curves(path, curves, size=(720, 360)):
    """Write curves {name: [(x, y), ...]} as one PNG, each scaled to its own range."""
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    inks = ("#2a5db0", "#c0392b", "#1e8449", "#8e44ad")
    for i, (name, points) in enumerate(curves.items()):
        if len(points) < 2:
            continue
        xs, ys = np.array(points, float).T
        low, high = ys.min(), ys.max()
        px = 40 + (xs - xs.min()) / max(np.ptp(xs), 1e-9) * (size[0] - 60)
        py = size[1] - 20 - (ys - low) / max(high - low, 1e-9) * (size[1] - 60)
        pen.line(list(zip(px, py)), fill=inks[i % 4], width=2)
        pen.text((50, 6 + 14 * i), f"{name}: {low:.4g} .. {high:.4g}, last {ys[-1]:.4g}", fill=inks[i % 4])
    image.save(path)


def _bytes(picture):
    if picture.dtype == np.uint8:
        return picture
    return (np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8)
