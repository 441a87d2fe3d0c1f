"""Where encoder and decoder begin: the best linear VAE of the photos' textures, which has a closed form.

With principal directions U, variances l and the mean m of the textures at 32 pixels, and s the mean variance of what the
directions leave out, the decoder x = m + U (l - s)^1/2 z and the encoder z ~ Normal((l - s)^1/2 / l U' (x - m), s / l) are
what the evidence bound of a linear VAE is largest for (probabilistic principal components, Tipping & Bishop 1999; Lucas et
al. 2019). From there the convolutions learn the rest, in a fraction of the steps.
"""

from __future__ import annotations

import math

import torch

from admanager.creative.image_codes import TONES
from admanager.creative.training.image_networks import Encoder, Generator, judged, textured

MOST_PHOTOS = 4000
OVERSAMPLED, ROUNDS = 16, 3
LEAST_SHARE = 0.02
TONE_SPREAD = 0.1


@torch.no_grad()
def begin_linear(encoder: Encoder, generator: Generator, pictures: torch.Tensor) -> None:
    """Set the linear parts of both networks to the best linear VAE of the textures of pictures [n, 3, size, size] and of
    their mirror images, and tones to standard units.

    Numbers of the code for which there are too few photos begin as noise that nothing is drawn from.
    """
    if len(pictures) > MOST_PHOTOS:
        pictures = pictures[torch.randperm(len(pictures))[:MOST_PHOTOS]]
    textures, tones = textured(judged(torch.cat([pictures, pictures.flip(3)])))
    rows = textures.flatten(1).contiguous()
    mean = rows.mean(dim=0)
    centred = rows - mean
    found = min(generator.sketch.in_features, *centred.shape)
    _, strengths, directions = torch.pca_lowrank(
        centred, min(found + OVERSAMPLED, *centred.shape), center=False, niter=ROUNDS
    )
    variances, directions = strengths[:found].square() / len(rows), directions[:, :found]
    left = (centred.square().sum() / len(rows) - variances.sum()).clamp_min(1e-6) / (rows.shape[1] - found)
    kept = (variances - left).clamp_min(LEAST_SHARE * left)
    inward = (directions * (kept.sqrt() / (kept + left))).T
    for linear in (generator.sketch, encoder.linear):
        linear.weight.zero_()
    generator.sketch.weight[:, :found] = directions * kept.sqrt()
    generator.sketch.bias.copy_(mean)
    encoder.linear.weight[:found] = inward
    encoder.linear.bias.zero_()
    encoder.linear.bias[:found] = -inward @ mean
    log_variance = encoder.head.bias[generator.latent :]
    log_variance[:found] = (left / (kept + left)).log()
    log_variance[-TONES:] = 2 * math.log(TONE_SPREAD)
    for network in (encoder, generator):
        network.tone_mean.copy_(tones.mean(dim=0))
        network.tone_scale.copy_(tones.std(dim=0).clamp_min(TONE_SPREAD))
