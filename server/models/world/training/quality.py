"""The quality table as markdown, each figure beside its target."""

TARGET_PSNR = {1: 25.0, 16: 23.0, 64: 22.0, 256: 20.5}
TARGET_PLACE = {256: 0.05, 1024: 0.12}


def _mark(met):
    return "yes" if met else "**no**"


def as_markdown(quality):
    lines = [f"Open loop, {quality['sequences']} held-out sequences at {quality['size'][0]}×{quality['size'][1]}; PSNR in dB.", "",
             "| step | PSNR mean / median | target | SSIM | renderer at the true pose | vs. truth at the believed pose | random other view "
             "| position error median / mean (cells) | heading median (°) | within 0.5 cell |", "|" + "---|" * 10]
    for r in quality["open_loop"]:
        target = f"≥ {TARGET_PSNR[r['step']]}" if r["step"] in TARGET_PSNR else ""
        lines.append(f"| {r['step']:,} | {r['psnr']:.1f} / {r['psnr_median']:.1f} | {target} | {r['ssim']:.3f} | {r['psnr_at_true_pose']:.1f} "
                     f"| {r['psnr_at_believed_pose']:.1f} | {r['psnr_random_view']:.1f} | {r['place_median_cells']:.3f} / {r['place_mean_cells']:.3f} "
                     f"| {r['heading_median_deg']:.2f} | {r['within_half_cell']:.0%} |")
    return "\n".join(lines + ["", "| measure | value | target | met |", "|---|---|---|---|"] + _checks(quality)) + "\n"


def _checks(quality):
    rows = {r["step"]: r for r in quality["open_loop"]}
    physics, looks, play = quality["physics"], quality["looks"], quality["play"]
    checks = [(f"PSNR at step {s}", f"{rows[s]['psnr']:.2f} dB", f"≥ {t}", rows[s]["psnr"] >= t) for s, t in TARGET_PSNR.items()]
    checks.append(("SSIM at step 1", f"{rows[1]['ssim']:.3f}", "≥ 0.86", rows[1]["ssim"] >= 0.86))
    for s in (1024, 2048):
        r = rows[s]
        fall, above = rows[1]["psnr"] - r["psnr_at_believed_pose"], r["psnr_at_believed_pose"] - r["psnr_random_view"]
        checks.append((f"at the believed pose, step {s:,}: below step 1", f"{fall:.2f} dB", "≤ 2", fall <= 2))
        checks.append((f"at the believed pose, step {s:,}: above a random view", f"{above:.2f} dB", "≥ 8", above >= 8))
    checks += [(f"position error at step {s:,}, median", f"{rows[s]['place_median_cells']:.3f} cell", f"≤ {t}", rows[s]["place_median_cells"] <= t)
               for s, t in TARGET_PLACE.items()]
    checks += [
        ("a 90° turn, worst error of 128", f"{physics['turn_90_worst_error_deg']:.3f}°", "≤ 1", physics["turn_90_worst_error_deg"] <= 1),
        ("200 steps into a wall end inside it", f"{physics['wall_200_inside_share']:.2%}", "≤ 1 %", physics["wall_200_inside_share"] <= 0.01),
        ("200 steps into a wall, position error median", f"{physics['wall_200_median_cells']:.3f} cell", "", None),
        ("inside a wall, share of all open-loop steps", f"{quality['inside_wall_share']:.2%}", "", None),
        ("1 000 idle steps, worst drift of 128", f"{physics['idle_1000_worst_cells']:.4f} cell", "≤ 0.1", physics["idle_1000_worst_cells"] <= 0.1),
        ("1 000 idle steps, worst turn of 128", f"{physics['idle_1000_worst_deg']:.4f}°", "≤ 0.5", physics["idle_1000_worst_deg"] <= 0.5),
        (f"commanded biome is the nearest of 4 ({looks['frames']} frames)", f"{looks['biome_nearest']:.1%}", "≥ 98 %", looks["biome_nearest"] >= 0.98),
        ("commanded time of day is the nearest of 5", f"{looks['time_nearest_of_5']:.1%}", "≥ 93 %", looks["time_nearest_of_5"] >= 0.93),
        ("looks leave the physics alone", "bit-equal" if looks["looks_leave_physics_alone"] else "differs", "bit-equal", looks["looks_leave_physics_alone"]),
        (f"{play['steps']:,} steps of random play: finite", str(play["finite"]).lower(), "true", play["finite"]),
        ("… brightness, dream / true", f"{play['brightness']:.3f} / {play['brightness_true']:.3f}", "alike", abs(play["brightness"] / play["brightness_true"] - 1) < 0.1),
        ("… sharpness, dream / true", f"{play['sharpness']:.4f} / {play['sharpness_true']:.4f}", "alike", abs(play["sharpness"] / play["sharpness_true"] - 1) < 0.15),
        ("… at the believed pose, first / last 1 000 steps", f"{play['psnr_first_1000']:.1f} / {play['psnr_last_1000']:.1f} dB", "", None),
    ]
    return [f"| {name} | {value} | {target} | {'' if met is None else _mark(met)} |" for name, value, target, met in checks]
