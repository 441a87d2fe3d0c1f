"""Creatives: what is generated is the design; a deterministic solver turns it into every ad size.

segment, brand kit and objective -> generator (seed) -> `DesignSpec` -> solver per size -> drawing -> checks
-> files. `spec` says what a design is; `condition` what it answers to; `grammar`, `training` and `generator`
make designs; `brand` and `copy` bring the brand's colours and words; `palette`, `regions` and `solver` lay
one size out; `scene`, `backgrounds`, `motifs` and `compose` turn the layout into shapes; `render` paints
them (the only module here with Qt); `checks` measures the pixels; `pipeline` runs all of that; `export` and
`library` keep the results.

`latent` gives every design a point of one Gaussian space; `exploring`, `directions` and `variety` make designs from
designs there. `scorer` and `choosing` learn from impressions which designs are clicked and take the best of many;
`mixture` feeds that and the user's `past` ads back into what a design model learns from. `products` and `wording` bring
the product table and the headline model into the words.
"""
