"""Campaign plans as the bulk-upload sheets of ad platforms."""
