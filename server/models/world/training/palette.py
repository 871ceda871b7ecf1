"""The colours: 4 biomes, each at any time of day, as one table of materials.

A look is (time_of_day 0..1, biome weights [4]). Time runs midnight 0, dawn
0.25, noon 0.5, golden hour 0.75, dusk 1. The table is [MATERIALS, 3] linear
blends of sRGB values 0..1; the picture mixes them.
"""
import numpy as np

BIOMES = ("meadow", "ember", "frost", "neon")
# Walls A..H, then their ornaments A..H, then everything else.
WALL, ORNAMENT = 0, 8
FLOOR_LIGHT, FLOOR_DARK, ZENITH, HORIZON, FAR_HILLS, NEAR_HILLS = 16, 17, 18, 19, 20, 21
SUN, CLOUD, BACK, BELLY, HAZE, CRYSTAL = 22, 23, 24, 25, 26, 27
MATERIALS = 28
# Ornaments that glow by themselves and so stay bright at night.
GLOWING = (ORNAMENT + 0, ORNAMENT + 2, CRYSTAL)


def _rgb(text):
    return np.array([[int(c[i:i + 2], 16) / 255 for i in (0, 2, 4)] for c in text.split()])


# Per biome: 8 walls, 8 ornaments, floor light and dark, hills far and near, creature back and belly, crystal.
_SURFACES = [
    _rgb("d9b38c c77b58 8fa77a b9a3c9 d8c38f b5654a 5d8f8a 7f9cc0"
         " ffcf70 8a4b3c ffe9a8 6d5a94 9c7a4a e0b48f 9fe8d8 e8eef4"
         " a9b870 6f8a4e 8fa8b8 55756a 4a6d9c d8e4ee b8fff0"),
    _rgb("8c4a3c 6a3440 a85c38 5c3a50 b0704a 7a3028 4a3444 93503e"
         " ffb040 c85030 ff8038 a04a60 5a2c30 c0603c ff7050 e09050"
         " 9a5a44 5c3434 8c4038 502830 4a2a38 e88a50 ffb060"),
    _rgb("b9cfe0 8fb4d4 a6c6cf c3c8e6 dbe6ee 86a6c8 6fa5b8 a9b4d8"
         " d0f4ff 5f88b8 fff4d8 7f88c8 9ab8d0 d4e6f4 b0fff8 f4fbff"
         " dfe9f0 aac4da c0d4e6 7f9fc0 5c7cae f0f8ff d8ffff"),
    _rgb("4a3a7c 2f4a86 6a2f78 355f78 5a3a94 3a2c66 28506c 703a6c"
         " ff5ac8 38c8e8 ffe25a c04ae0 48e0b0 8a5ad0 50ffe0 ff8a8a"
         " 50488c 2c2c58 7a3a98 3c2460 ff6ab0 ffc8f0 70fff0"),
]
# Per biome and keyframe time 0, .25, .5, .75, 1: light on surfaces, zenith, horizon, sun.
_LIGHT = _rgb("5a6690 d8a8a0 ffffff f4c488 9a7aa0")
_SKY = [
    (_rgb("141d42 5c74b8 4f93e0 5a7cc0 2c2c66"), _rgb("32406e f4b8a0 c4e2f4 f8cc88 c8708c"), _rgb("c8d4f4 ffd8b0 fff8dc ffe090 ff9a80")),
    (_rgb("220e22 6c3444 a8604c 94402c 441c34"), _rgb("5c2430 e8845c f0b488 ff9a48 c04838"), _rgb("f0a890 ffc080 fff0c0 ffd060 ff7048")),
    (_rgb("122848 6888c4 7cb8e8 7490cc 34407c"), _rgb("38587c f0ccd4 e4f4fc fce0c0 b08cb8"), _rgb("dcecff ffe8e0 ffffff fff0c8 ffc0c8")),
    (_rgb("0c0828 3c2074 3c48a8 64308c 28104c"), _rgb("3a1c68 e060b0 74c8e8 ff8c90 c03c98"), _rgb("90f0ff ffb0e0 f8fff0 ffe080 ff60a8")),
]


def _at(keyframes, time_of_day):
    place = float(np.clip(time_of_day, 0, 1)) * 4
    first = min(int(place), 3)
    share = place - first
    return keyframes[first] * (1 - share) + keyframes[first + 1] * share


def _biome_table(biome, time_of_day):
    surfaces, (zeniths, horizons, suns) = _SURFACES[biome], _SKY[biome]
    light = _at(_LIGHT, time_of_day)
    zenith, horizon = _at(zeniths, time_of_day), _at(horizons, time_of_day)
    table = np.empty((MATERIALS, 3))
    table[:18] = surfaces[:18] * light
    table[ZENITH], table[HORIZON], table[SUN] = zenith, horizon, _at(suns, time_of_day)
    table[FAR_HILLS] = 0.5 * horizon + 0.5 * surfaces[18] * light
    table[NEAR_HILLS] = 0.2 * horizon + 0.8 * surfaces[19] * light
    table[CLOUD] = 0.5 * horizon + 0.5 * table[SUN]
    table[BACK] = surfaces[20] * (0.35 + 0.65 * light)
    table[BELLY] = surfaces[21] * (0.35 + 0.65 * light)
    table[HAZE] = 0.75 * horizon + 0.25 * light * 0.8
    table[CRYSTAL] = surfaces[22]
    for glowing in GLOWING:
        own = surfaces[22 if glowing == CRYSTAL else glowing]
        table[glowing] = own * (0.8 + 0.2 * light)
    return table


# [biome, instant, material, rgb]: the tables at 65 instants of the day.
_INSTANTS = 64
_TABLES = np.array([[_biome_table(b, i / _INSTANTS) for i in range(_INSTANTS + 1)] for b in range(len(BIOMES))])


def tables(looks):
    """The material tables [n, MATERIALS, 3] float64 of looks [n, 5]."""
    looks = np.asarray(looks, np.float64)
    place = np.clip(looks[:, 0], 0, 1) * _INSTANTS
    first = np.minimum(place.astype(int), _INSTANTS - 1)
    share = (place - first)[:, None, None]
    both = _TABLES[:, first] * (1 - share) + _TABLES[:, first + 1] * share
    return np.einsum("bnmc,nb->nmc", both, looks[:, 1:])


def random_looks(count, rng):
    """[count, 5] float32 (time_of_day, 4 biome weights); 1 in 5 blends two biomes."""
    looks = np.zeros((count, 5), np.float32)
    looks[:, 0] = rng.random(count)
    ends = rng.random(count) < 0.25
    looks[ends, 0] = rng.integers(0, 5, ends.sum()) / 4
    first, second = rng.integers(0, 4, (2, count))
    share = np.where(rng.random(count) < 0.2, rng.random(count), 1.0)
    np.add.at(looks, (np.arange(count), 1 + first), share)
    np.add.at(looks, (np.arange(count), 1 + second), 1 - share)
    return looks
